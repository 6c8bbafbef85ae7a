package score

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
)

// number is an exact rational number. Nearly all that a score needs fit two machine words, which take no memory of their
// own; one that does not is a big.Rat. The zero number is not valid: use whole.
type number struct {
	numerator, denominator int64    // the denominator is above 0
	big                    *big.Rat // holds the number instead, if it is not nil; never changed
}

// whole returns n.
func whole(n int64) number { return number{numerator: n, denominator: 1} }

// quotient returns n/d; d is above 0.
func quotient(n, d int64) number { return number{numerator: n, denominator: d} }

// rational returns x as a big.Rat, which is not to be changed.
func (x number) rational() *big.Rat {
	if x.big != nil {
		return x.big
	}
	return big.NewRat(x.numerator, x.denominator)
}

// shrunk returns r, in two words if it fits.
func shrunk(r *big.Rat) number {
	if n, d := r.Num(), r.Denom(); n.IsInt64() && d.IsInt64() {
		return quotient(n.Int64(), d.Int64())
	}
	return number{big: r}
}

// add returns x+y.
func (x number) add(y number) number {
	if x.big == nil && y.big == nil {
		if sum, ok := addWords(x, y); ok {
			return sum
		}
	}
	return shrunk(new(big.Rat).Add(x.rational(), y.rational()))
}

// addWords returns x+y over the least common denominator, if that fits.
func addWords(x, y number) (number, bool) {
	if x.denominator == y.denominator {
		sum, ok := addInt(x.numerator, y.numerator)
		return quotient(sum, x.denominator), ok
	}
	common := gcd(x.denominator, y.denominator)
	left, right := y.denominator/common, x.denominator/common
	n1, ok1 := mulInt(x.numerator, left)
	n2, ok2 := mulInt(y.numerator, right)
	d, ok3 := mulInt(x.denominator, left)
	sum, ok4 := addInt(n1, n2)
	return quotient(sum, d), ok1 && ok2 && ok3 && ok4
}

// minus returns -x.
func (x number) minus() number {
	if x.big == nil && x.numerator != math.MinInt64 {
		return quotient(-x.numerator, x.denominator)
	}
	return shrunk(new(big.Rat).Neg(x.rational()))
}

// sub returns x-y.
func (x number) sub(y number) number { return x.add(y.minus()) }

// mul returns x·y.
func (x number) mul(y number) number {
	if x.big == nil && y.big == nil {
		across, down := gcd(x.numerator, y.denominator), gcd(y.numerator, x.denominator)
		n, ok1 := mulInt(x.numerator/across, y.numerator/down)
		d, ok2 := mulInt(x.denominator/down, y.denominator/across)
		if ok1 && ok2 {
			return quotient(n, d)
		}
	}
	return shrunk(new(big.Rat).Mul(x.rational(), y.rational()))
}

// inverse returns 1/x; x is above 0.
func (x number) inverse() number {
	if x.big == nil {
		return quotient(x.denominator, x.numerator)
	}
	return shrunk(new(big.Rat).Inv(x.big))
}

// cmp returns -1, 0 or 1 as x is below, equal to or above y.
func (x number) cmp(y number) int {
	sign := x.sign()
	switch {
	case x.big != nil || y.big != nil:
		return x.sub(y).sign()
	case sign != y.sign():
		return cmp.Compare(sign, y.sign())
	default:
		return sign * x.size().compare(y.size())
	}
}

// size returns |x|, which is in two words.
func (x number) size() fraction { return fraction{magnitude(x.numerator), uint64(x.denominator)} }

// sign returns -1, 0 or 1 as x is below, equal to or above 0.
func (x number) sign() int {
	switch {
	case x.big != nil:
		return x.big.Sign()
	case x.numerator < 0:
		return -1
	case x.numerator > 0:
		return 1
	default:
		return 0
	}
}

// floor returns the largest integer that is not above x, which fits.
func (x number) floor() int64 {
	if x.big != nil {
		return new(big.Int).Div(x.big.Num(), x.big.Denom()).Int64()
	}
	n := x.numerator / x.denominator
	if x.numerator%x.denominator < 0 {
		n--
	}
	return n
}

// round returns the integer nearest to x, which fits; a half goes towards positive infinity.
func (x number) round() int64 { return x.add(quotient(1, 2)).floor() }

// addInt returns a+b, and whether it fits.
func addInt(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0)
}

// mulInt returns a·b, and whether it fits with some room.
func mulInt(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	return a * b, high == 0 && low <= math.MaxInt64
}

// gcd returns the greatest common divisor of a and b, of which b is above 0; at least 1.
func gcd(a, b int64) int64 {
	if b == 1 {
		return 1
	}
	x, y := magnitude(a), uint64(b)
	for x != 0 {
		x, y = y%x, x
	}
	return int64(y)
}

// magnitude returns the absolute value of n.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
