package demand

// answers fills Status and StatusEvidence of the asks and offers to which a later clause tells the answer.
func (f *finder) answers(found []candidate) {
}
