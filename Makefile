.PHONY: check test fuzz bench

test:
	go test ./...

check:
	.ci/run

# Each fuzz target for a while: make fuzz TIME=1m
TIME ?= 20s
fuzz:
	@for dir in $$(go list -f '{{.Dir}}' ./...); do \
		for f in $$(cd $$dir && go test -list '^Fuzz' . | grep '^Fuzz'); do \
			(cd $$dir && go test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(TIME) .) || exit 1; \
		done; \
	done

bench:
	go test -run '^$$' -bench . -benchmem ./...
