package intake

// Reasons returns code and text of every reason.
func Reasons() [][2]string {
	var all [][2]string
	for _, r := range reasonTexts[noReason+1:] {
		all = append(all, [2]string{r.code, r.text})
	}
	return all
}
