package bindings

import "bytes"

// Runtime finds a contract's code in its creation bytecode, which carries it.
type Runtime struct {
	Start, Length int    // bytes of the creation bytecode
	Immutables    []Span // what the constructor sets; zero in the bytecode
}

// Span is a part of a contract's code, in bytes.
type Span struct{ Start, Length int }

// Is reports whether code on a chain is the contract's, whatever its constructor set its immutables to.
func (r Runtime) Is(creation, code []byte) bool {
	if len(code) != r.Length || len(creation) < r.Start+r.Length {
		return false
	}
	code = bytes.Clone(code)
	for _, s := range r.Immutables {
		clear(code[s.Start : s.Start+s.Length])
	}
	return bytes.Equal(code, creation[r.Start:r.Start+r.Length])
}
