package journal

// Waiting is how many steps wait for the transaction under way to end.
func (l *Lease) Waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting)
}
