package bot

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/index"
)

// plainReader knows three who speak.
var plainReader = Reader{Now: reader.Now, Knows: func(name string) bool {
	switch strings.ToLower(name) {
	case "mara lindqvist", "lindqvist", "the port", "the ferry union":
		return true
	}
	return false
}}

func TestPlain(t *testing.T) {
	for _, c := range []struct{ question, want string }{
		// What somebody said.
		{"what did Lindqvist say about tariffs", `/who-said who:Lindqvist about:tariffs`},
		{"What did Mara Lindqvist say?", `/who-said who:"Mara Lindqvist"`},
		{"what has the ferry union said on the night boats?", `/who-said who:"the ferry union" about:"night boats"`},
		{"What else did Lindqvist say regarding the pier, please", `/who-said who:Lindqvist about:pier`},
		{"what did the port council say about the offer", `/who-said who:"the port council" about:offer`},
		{"what does Lindqvist think of the toll", `/who-said who:Lindqvist about:toll`},
		{"what does Lindqvist have to say about the toll", `/who-said who:Lindqvist about:toll`},
		{"what is Lindqvist's position on the toll?", `/who-said who:Lindqvist about:toll`},
		{"How did the ferry union react to the strike?", `/who-said who:"the ferry union" about:strike`},
		{"how has Lindqvist responded?", `/who-said who:Lindqvist`},
		{"did Lindqvist say anything about the pier?", `/who-said who:Lindqvist about:pier`},
		{"has Lindqvist ever said that the pier will close", `/who-said words:"the pier will close" who:Lindqvist`},
		{"when did Lindqvist say that the pier would close", `/who-said words:"the pier would close" who:Lindqvist`},
		{"when did Lindqvist talk about the pier", `/who-said who:Lindqvist about:pier`},
		{"who said that the pier is moored to a cloud", `/who-said words:"the pier is moored to a cloud"`},
		{"who said “moored to a cloud”?", `/who-said words:"moored to a cloud"`},
		{`who said "moored to a cloud"`, `/who-said words:"moored to a cloud"`},
		{`"moored to a cloud"`, `/who-said words:"moored to a cloud"`},
		{"who spoke about the harbour fees", `/who-said about:"harbour fees"`},
		{"who has commented on the harbour fees?", `/who-said about:"harbour fees"`},
		{"who denied the leak?", `/who-said about:leak`},
		{"what was said about the lock gates by the port?", `/who-said who:"the port" about:"lock gates"`},
		{"quotes by Mara Lindqvist about ferries", `/who-said who:"Mara Lindqvist" about:ferries`},
		{"statements on the lock gates", `/who-said about:"lock gates"`},
		{"Lindqvist on ferries", `/who-said who:Lindqvist about:ferries`},
		{"Lindqvist's statements", `/who-said who:Lindqvist`},
		{"who is Mara Lindqvist?", `/who-said who:"Mara Lindqvist"`},
		{"Mara Lindqvist", `/who-said who:"Mara Lindqvist"`},
		{"can you tell me what Lindqvist said about ferries", `/who-said who:Lindqvist about:ferries`},
		{"what did Lindqvist say about ferries last week", `/who-said who:Lindqvist about:ferries since:2025-02-24 until:2025-03-02`},
		{"what did Lindqvist say in February 2025", `/who-said who:Lindqvist since:2025-02-01 until:2025-02-28`},
		{"what did Lindqvist say about ferries since 3 March 2025?", `/who-said who:Lindqvist about:ferries since:2025-03-03`},

		// Who wants what.
		{"who demanded Donetsk?", `/demand about:Donetsk`},
		{"who demanded higher wages?", `/demand about:"higher wages"`},
		{"who is demanding higher wages", `/demand about:"higher wages"`},
		{"who demanded higher wages from the port?", `/demand of:"the port" about:"higher wages"`},
		{"who demanded a withdrawal from the strait?", `/demand about:"withdrawal from the strait"`},
		{"who wants the port to open the gates", `/demand of:"the port" about:"open the gates"`},
		{"who called for an inquiry", `/demand about:inquiry`},
		{"who asked for more boats?", `/demand about:"more boats"`},
		{"who offered a truce", `/demand about:truce kind:offer`},
		{"who refused the port's offer?", `/demand about:"port's offer" kind:refusal`},
		{"who threatened the port?", `/demand of:"the port" kind:threat`},
		{"who made demands on the port?", `/demand of:"the port"`},
		{"what does the ferry union want?", `/demand by:"the ferry union"`},
		{"what does the ferry union want from the port", `/demand by:"the ferry union" of:"the port"`},
		{"what did the union demand of the port about the piers", `/demand by:"the union" of:"the port" about:piers`},
		{"what did the union ask the port for", `/demand by:"the union" of:"the port"`},
		{"what does the union want the port to do?", `/demand by:"the union" of:"the port"`},
		{"what has the port offered to the union in exchange for quiet nights", `/demand by:"the port" of:"the union" about:"quiet nights" kind:offer`},
		{"what did the port refuse", `/demand by:"the port" kind:refusal`},
		{"what conditions did the port set for a truce", `/demand by:"the port" about:truce kind:condition`},
		{"what is demanded of the port?", `/demand of:"the port"`},
		{"did the union demand an inquiry?", `/demand by:"the union" about:inquiry`},
		{"the union's demands", `/demand by:"the union"`},
		{"what are the union's conditions for a truce", `/demand by:"the union" about:truce kind:condition`},
		{"demands of the union", `/demand by:"the union"`},
		{"demands on the port", `/demand of:"the port"`},
		{"demands for higher wages", `/demand about:"higher wages"`},
		{"what are the demands?", `/demand`},
		{"who wants what?", `/demand`},

		// When.
		{"when did the lock gates break?", `/timeline about:"lock gates break"`},
		{"when did the strike happen", `/timeline about:strike`},
		{"when is the vote?", `/timeline about:vote`},
		{"What happened to the night ferry?", `/timeline about:"night ferry"`},
		{"what happened last week?", `/timeline since:2025-02-24 until:2025-03-02`},
		{"what happened between 1 March 2025 and 3 March 2025", `/timeline since:2025-03-01 until:2025-03-03`},
		{"what is planned for the harbour", `/timeline about:harbour`},
		{"timeline of the strike", `/timeline about:strike`},
		{"show me a timeline of the strike since January 2025", `/timeline about:strike since:2025-01-01`},

		// As people ask besides.
		{"so what exactly did Lindqvist say re the ferry?", `/who-said who:Lindqvist about:ferry`},
		{"what's Lindqvist saying about wages", `/who-said who:Lindqvist about:wages`},
		{"what did Lindqvist talk about?", `/who-said who:Lindqvist`},
		{"whats Lindqvist position on tolls", `/who-said who:Lindqvist about:tolls`},
		{"who's against the toll?", `/who-said about:toll`},
		{"who is opposed to the toll", `/who-said about:toll`},
		{"who supports the ceasefire", `/who-said about:ceasefire`},
		{"what are people saying about the strike", `/who-said about:strike`},
		{"anything from Lindqvist on tolls?", `/who-said who:Lindqvist about:tolls`},
		{"quote Lindqvist", `/who-said who:Lindqvist`},
		{"quote the bridge", `/search query:"quote bridge"`},
		{"did anyone call for an inquiry", `/demand about:inquiry`},
		{"who has called on the port to reopen?", `/demand of:"the port" about:reopen`},
		{"which party threatened to leave", `/demand about:leave kind:threat`},
		{"what's next for the harbour", `/timeline about:harbour`},
		{"what is next?", `/timeline`},
		{"how long has the strike lasted", `/timeline about:strike`},
		{"is there a timeline?", `/timeline`},
		{"any news on the strike?", `/search query:strike`},
		{"what do you know about the harbour?", `/search query:harbour`},
		{"give me everything on the harbour", `/search query:harbour`},
		{"summarise the strike", `/search query:strike`},
		{"show sources on ferries since 2025-03-01", `/search query:"ferries since:\"2025-03-01\""`},
		{"how are you", ""},
		{"what's up?", ""},
		{"who", ""},
		{"good morning", ""},

		// Search and sources.
		{"search pier", `/search query:pier`},
		{`find "night ferry" -pier`, `/search query:"\"night ferry\" -pier"`},
		{"search for who:Lindqvist pier", `/search query:"who:Lindqvist pier"`},
		{"which articles do you have about ferries?", `/sources about:ferries`},
		{"sources", `/sources`},
		{"sources on the harbour", `/sources about:harbour`},
		{"what documents have you read", `/sources`},
		{"why is the pier so long?", `/search query:"pier so long"`},
		{"how many boats sank", `/search query:"boats sank"`},
		{"where is the lock", `/search query:lock`},
		{"what did he say about ferries", `/search query:"say ferries"`},
		{"хто вимагає вищої платні?", `/search query:"хто вимагає вищої платні"`},
		{"码头什么时候开放？", `/search query:码头什么时候开放`},
		{"من طلب إغلاق الميناء؟", `/search query:"من طلب إغلاق الميناء"`},
		{"who demanded higher wages? page:2", `/demand about:"higher wages" page:2`},
		{"boats last week page:3", `/search query:"boats since:\"last week\" until:\"last week\"" page:3`},
		{"help page:2", ""},
		{"boats last week", `/search query:"boats since:\"last week\" until:\"last week\""`},

		// Commands, typed in full or nearly so.
		{"/demand by:port", `/demand by:port`},
		{"demand by:port", `/demand by:port`},
		{"who-said Lindqvist", `/who-said who:Lindqvist`},
		{"Search query:pier", `/search query:pier`},
		{"", ""},
		{"  ?! ", ""},
		{"help", ""},
		{"hello!", ""},
		{"what can you do?", ""},
		{"how does this work", ""},
	} {
		got, err := plainReader.Plain(c.question)
		if err != nil {
			t.Errorf("%q: %v", c.question, err)
			continue
		}
		ran := ""
		if got.Query != nil {
			ran = got.Query.String()
		}
		want := ""
		if c.want != "" {
			q, err := Reader{Now: reader.Now, Knows: plainReader.Knows}.Line(c.want)
			if err != nil {
				t.Fatalf("%s: %v", c.want, err)
			}
			want = q.Query.String()
		}
		if got.Query != nil && c.want != "" {
			q, err := plainReader.Line(c.want)
			if err != nil || q.Query != got.Query {
				t.Errorf("%q: %#v, want %#v (%v)", c.question, got.Query, q.Query, err)
			}
		}
		if ran != want {
			t.Errorf("%q ran %s, want %s", c.question, ran, want)
		}
	}
}

func TestPlainErrors(t *testing.T) {
	for question, hint := range map[string]string{
		"note": "/note is no question", "note add the pier is shut": "/note is no question", "digest now": "/digest is no question",
		"demand abuot:port": "did you mean about:", "/demnad": "did you mean /demand?",
	} {
		_, err := plainReader.Plain(question)
		var bad *index.QueryError
		if !errors.As(err, &bad) || !strings.Contains(bad.Error(), hint) {
			t.Errorf("%q: %v, want %q", question, err, hint)
		}
	}
}

// Whatever is written, what it ran is a question that can be typed, or the asker is told what to mend.
func FuzzPlain(f *testing.F) {
	f.Add("who demanded higher wages from the port since March?")
	f.Add("what did X's Y say about “a b” between 2025 and 2026")
	f.Add("search -\"a b:\" who: \u202eabc\xff")
	f.Add("timeline of ночь last week this week last week")
	f.Fuzz(func(t *testing.T, question string) {
		got, err := plainReader.Plain(question)
		if err != nil {
			var bad *index.QueryError
			if !errors.As(err, &bad) || bad.Hint == "" {
				t.Fatalf("Plain(%q): %v, want a *QueryError with a hint", question, err)
			}
			return
		}
		if got.Query == nil {
			return
		}
		again, err := plainReader.Line(got.Query.String())
		if err != nil {
			t.Fatalf("%q ran %s, which cannot be typed: %v", question, got.Query, err)
		}
		if diff := cmp.Diff(got.Query.At(0), again.Query); diff != "" {
			t.Fatalf("%q (-ran +typed):\n%s", question, diff)
		}
	})
}
