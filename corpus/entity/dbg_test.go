package entity
import ("testing";"example.org/briefbot/corpus";"example.org/briefbot/corpus/segment")
func TestDbg(t *testing.T){
	d := &corpus.Document{Text: "Norwegian Foreign Minister Mara Lindqvist said so. The plan, Lindqvist's aide said, failed."}
	f:=newFinder(d, segment.Split(d.Text))
	t.Log(f.runEnd(0), f.titled, f.nameable(0))
	f.findNames()
	for _,n:=range f.names{t.Logf("%+v %q",n,f.text(n))}
}
