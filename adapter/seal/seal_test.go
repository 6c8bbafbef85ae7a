package seal_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/seal"
)

const location = "https://records.example.org/fhir/Patient/7f3a/$everything?token=c2VjcmV0"

// grant is a binding with a different byte in every field.
func grant() seal.Binding {
	return seal.Binding{
		ChainID:   31337,
		Market:    common.HexToAddress("0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"),
		RequestID: [32]byte{1, 2, 3, 31: 4},
		RecordID:  [32]byte{5, 6, 7, 31: 8},
	}
}

func mustKey(tb testing.TB) (privateKey []byte, publicKey [32]byte) {
	tb.Helper()
	privateKey, publicKey, err := seal.GenerateKey()
	require.NoError(tb, err)
	return privateKey, publicKey
}

func mustSeal(tb testing.TB, publicKey [32]byte, b seal.Binding, location string) []byte {
	tb.Helper()
	sealed, err := seal.Seal(publicKey, b, location)
	require.NoError(tb, err)
	return sealed
}

func TestSeal_OpensForTheGrantAlone(t *testing.T) {
	t.Parallel()
	private, public := mustKey(t)
	sealed := mustSeal(t, public, grant(), location)

	opened, err := seal.Open(private, grant(), sealed)
	require.NoError(t, err)
	require.Equal(t, location, opened)

	for name, change := range map[string]func(*seal.Binding){
		"another chain":        func(b *seal.Binding) { b.ChainID++ },
		"another market":       func(b *seal.Binding) { b.Market[19] ^= 1 },
		"another request":      func(b *seal.Binding) { b.RequestID[31] ^= 1 },
		"another record":       func(b *seal.Binding) { b.RecordID[0] ^= 1 },
		"request for record":   func(b *seal.Binding) { b.RequestID, b.RecordID = b.RecordID, b.RequestID },
		"the grant of no-one":  func(b *seal.Binding) { *b = seal.Binding{} },
		"chain in high bytes":  func(b *seal.Binding) { b.ChainID <<= 32 },
		"market with one more": func(b *seal.Binding) { b.Market[0]++ },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := grant()
			change(&other)
			_, err := seal.Open(private, other, sealed)
			require.ErrorIs(t, err, seal.ErrOpen)
		})
	}
}

func TestOpen_RefusesAnotherKey(t *testing.T) {
	t.Parallel()
	_, public := mustKey(t)
	other, _ := mustKey(t)
	_, err := seal.Open(other, grant(), mustSeal(t, public, grant(), location))
	require.ErrorIs(t, err, seal.ErrOpen)
}

func TestOpen_RefusesEveryFlippedBit(t *testing.T) {
	t.Parallel()
	private, public := mustKey(t)
	sealed := mustSeal(t, public, grant(), location)
	for i := range len(sealed) * 8 {
		changed := bytes.Clone(sealed)
		changed[i/8] ^= 1 << (i % 8)
		_, err := seal.Open(private, grant(), changed)
		require.ErrorIs(t, err, seal.ErrOpen, "bit %d", i)
	}
	for n := range sealed {
		_, err := seal.Open(private, grant(), sealed[:n])
		require.ErrorIs(t, err, seal.ErrOpen, "first %d bytes", n)
	}
	_, err := seal.Open(private, grant(), append(bytes.Clone(sealed), 0))
	require.ErrorIs(t, err, seal.ErrOpen)
}

func TestOpen_RefusesPrivateKeysOfOtherLengths(t *testing.T) {
	t.Parallel()
	private, public := mustKey(t)
	sealed := mustSeal(t, public, grant(), location)
	for _, key := range [][]byte{nil, private[:31], append(bytes.Clone(private), 0)} {
		_, err := seal.Open(key, grant(), sealed)
		require.ErrorIs(t, err, seal.ErrInvalidPrivateKey)
	}
}

func TestSeal_HidesTheLength(t *testing.T) {
	t.Parallel()
	private, public := mustKey(t)
	for _, bucket := range []struct{ from, to, sealed int }{
		{1, 126, 32 + 128 + 16},
		{127, 254, 32 + 256 + 16},
		{1919, 2046, 32 + 2048 + 16},
		{2047, 2048, seal.MaxSealedBytes},
	} {
		for n := bucket.from; n <= bucket.to; n++ {
			text := strings.Repeat("x", n)
			sealed := mustSeal(t, public, grant(), text)
			require.Len(t, sealed, bucket.sealed, "location of %d bytes", n)
			opened, err := seal.Open(private, grant(), sealed)
			require.NoError(t, err)
			require.Equal(t, text, opened)
		}
	}
	require.Equal(t, 32+17*128+16, seal.MaxSealedBytes)
}

func TestSeal_IsFreshEveryTime(t *testing.T) {
	t.Parallel()
	_, public := mustKey(t)
	a, b := mustSeal(t, public, grant(), location), mustSeal(t, public, grant(), location)
	require.NotEqual(t, a[:32], b[:32], "encapsulated key")
	require.NotEqual(t, a[32:], b[32:], "ciphertext")
}

func TestSeal_RefusesLocationsOfBadLength(t *testing.T) {
	t.Parallel()
	_, public := mustKey(t)
	_, err := seal.Seal(public, grant(), location+strings.Repeat("x", seal.MaxLocationBytes+1-len(location)))
	require.ErrorIs(t, err, seal.ErrLocationTooLong)
	require.NotContains(t, err.Error(), "records.example.org")
	_, err = seal.Seal(public, grant(), "")
	require.ErrorIs(t, err, seal.ErrLocationEmpty)
}

// The points of low order on Curve25519 and its twist, and numbers from p up.
//
// Source: https://cr.yp.to/ecdh.html, "How do I validate Curve25519 public keys?"
func TestSeal_RefusesKeysThatNoPrivateKeyOpens(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{
		"zero":                       "0000000000000000000000000000000000000000000000000000000000000000",
		"one":                        "0100000000000000000000000000000000000000000000000000000000000000",
		"order eight":                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
		"order eight, twist":         "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
		"p minus one":                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"p":                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"p plus one":                 "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"p plus nine, the base":      "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"the base with the top bit":  "0900000000000000000000000000000000000000000000000000000000000080",
		"all ones":                   "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"zero with the top bit":      "0000000000000000000000000000000000000000000000000000000000000080",
		"p minus one with the top":   "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"twice p minus one, top bit": "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := seal.Seal([32]byte(mustHex(t, key)), grant(), location)
			require.ErrorIs(t, err, seal.ErrInvalidPublicKey)
		})
	}
}

func TestSeal_TakesKeysCloseToTheLimit(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{
		"the base point": "0900000000000000000000000000000000000000000000000000000000000000",
		"p minus three":  "eaffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"p minus 2^248":  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7e",
		"p minus 2^8":    "edfeffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := seal.Seal([32]byte(mustHex(t, key)), grant(), location)
			require.NoError(t, err)
		})
	}
}

// FuzzOpen checks that no seal but a real one opens, and that none panics.
func FuzzOpen(f *testing.F) {
	private, public := mustKey(f)
	genuine := mustSeal(f, public, grant(), location)
	f.Add(genuine)
	f.Add(genuine[:32])
	f.Add([]byte{})
	f.Add(make([]byte, 32+128+16))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		opened, err := seal.Open(private, grant(), sealed)
		if bytes.Equal(sealed, genuine) {
			require.NoError(t, err)
			require.Equal(t, location, opened)
			return
		}
		require.ErrorIs(t, err, seal.ErrOpen)
		require.Empty(t, opened)
	})
}

// FuzzSeal checks that every location comes back as it went in.
func FuzzSeal(f *testing.F) {
	private, public := mustKey(f)
	f.Add(uint64(1), location)
	f.Add(uint64(1)<<63, "\x00")
	f.Add(uint64(0), strings.Repeat("ü", 1024))
	f.Fuzz(func(t *testing.T, chainID uint64, location string) {
		b := grant()
		b.ChainID = chainID
		sealed, err := seal.Seal(public, b, location)
		if location == "" || len(location) > seal.MaxLocationBytes {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		opened, err := seal.Open(private, b, sealed)
		require.NoError(t, err)
		require.Equal(t, location, opened)
	})
}

func BenchmarkSeal(b *testing.B) {
	_, public := mustKey(b)
	for b.Loop() {
		mustSeal(b, public, grant(), location)
	}
}

func BenchmarkOpen(b *testing.B) {
	private, public := mustKey(b)
	sealed := mustSeal(b, public, grant(), location)
	for b.Loop() {
		_, err := seal.Open(private, grant(), sealed)
		require.NoError(b, err)
	}
}

func mustHex(tb testing.TB, s string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(tb, err)
	return b
}
