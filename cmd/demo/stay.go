package demo

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/link4health/link4health/chainlink-node/devchain"
)

// summary is what the last step tells: where everything is.
func (d *Demo) summary() []fact {
	return []fact{
		{Key: "rpcUrl", Label: "json-rpc", Value: d.chain.HTTPURL, Text: fmt.Sprintf("%s (chain id %d)", d.chain.HTTPURL, devchain.ChainID)},
		{Key: "adapterUrl", Label: "adapter", Value: d.AdapterURL},
		{Key: "metricsUrl", Label: "metrics", Value: d.MetricsURL},
		{Key: "runnerUrl", Label: "runner", Value: d.RunnerURL},
		{Key: "dir", Label: "files", Value: d.cfg.Dir},
	}
}

// Stay prints what can be tried and keeps everything running until ctx ends.
func (d *Demo) Stay(ctx context.Context) error {
	if !d.cfg.JSON {
		if err := d.invite(d.cfg.Out); err != nil {
			return err
		}
	}
	<-ctx.Done()
	return nil
}

// invite prints keys and copy-paste lines.
func (d *Demo) invite(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "\nEverything stays up until Ctrl-C. Development keys, known to everybody:\n")
	for _, who := range []struct {
		name string
		actor
	}{{"owner", d.owner}, {"citizen, patient", d.citizen}, {"requester", d.requester}, {"stranger", d.stranger}, {"node", d.node}} {
		fmt.Fprintf(&b, "  %-17s %s  key %s\n", who.name, who.Address, who.HexKey())
	}
	fmt.Fprintf(&b, `
Try, from another terminal:

  # the score, as the node asks for it
  curl -s %[1]s -H 'Content-Type: application/json' -H 'Authorization: Bearer %[2]s' \
    -d '{"id":"1","data":{"endpoint":"score","subject":"%[3]s"}}'

  # the same number, explained
  go run . score --database-url '%[4]s' --subject %[3]s --as-of %[5]s --explain

  # what the chain holds: ScoreRegistry.latest(citizen)
  cast call --rpc-url %[6]s %[7]s 'latest(address)((uint16,uint16,uint64,uint64,bytes32))' %[3]s

  # metrics of the adapter and of the runner
  curl -s %[8]s | grep ^http_requests
  curl -s %[9]s/metrics | grep ^pipeline_
`, d.AdapterURL, d.token, d.citizen.Address, d.databaseURL(), d.cfg.AsOf.Format("2006-01-02T15:04:05Z07:00"),
		d.chain.HTTPURL, d.Deployment.ScoreRegistry, d.MetricsURL, d.RunnerURL)
	_, err := io.WriteString(w, b.String())
	return err
}
