package doctor

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge"
	"github.com/link4health/link4health/chainlink-node/provision"
)

// adapterAnswers is D01: the adapter is up, its parts are there, and it serves this deployment's chain and contracts.
func (x *examination) adapterAnswers() []Finding {
	a := x.adapter
	if a.gone != nil {
		return []Finding{fail("start it with `link4health serve`, or correct --adapter-url", "the adapter does not answer: %v", a.gone)}
	}
	findings := []Finding{ok("version %s answers", a.version)}
	remedies := map[string]string{
		"database": "see that the database of DATABASE_URL runs and can be reached from the adapter; `link4health migrate` makes its tables",
		"chain":    "see that RPC_URL of the adapter answers and is the chain of CHAIN_ID",
	}
	for _, part := range slices.Sorted(maps.Keys(a.parts)) {
		if a.parts[part] != "ok" {
			findings = append(findings, fail(remedies[part], "the adapter's %s is %s", part, a.parts[part]))
		}
	}
	if a.draining {
		findings = append(findings, warn("wait, or start another", "the adapter is being stopped"))
	}
	d := x.cfg.Deployment
	for setting, want := range map[string]string{
		"CHAIN_ID": x.chainName(), "RECORD_MARKET": d.RecordMarket.Hex(), "SCORE_REGISTRY": d.ScoreRegistry.Hex(),
	} {
		findings = append(findings, x.setting(setting, want)...)
	}
	return findings
}

// setting compares one of the adapter's settings with what the deployment needs.
func (x *examination) setting(name, want string) []Finding {
	if x.adapter.settings == nil {
		return nil
	}
	has := x.adapter.settings[name]
	text := fmt.Sprint(has)
	if number, isNumber := has.(float64); isNumber {
		text = fmt.Sprintf("%.0f", number)
	}
	if has == nil || text == "" || text == "0" || text == (common.Address{}).Hex() {
		return []Finding{warn("start the adapter with --deployment deployment.json", "the adapter has no %s: it refuses what needs it", name)}
	}
	if !strings.EqualFold(text, want) {
		return []Finding{fail("start the adapter with --deployment deployment.json", "the adapter has %s=%s, the deployment %s", name, text, want)}
	}
	return nil
}

// answerSize is D15: a node cuts what is too long, and then cannot read it.
func (x *examination) answerSize() []Finding {
	findings := []Finding{ok("the adapter never answers with more than %d of the %d bytes that a node reads", bridge.MaxAnswerBytes, bridge.MaxReadBytes)}
	x.node.metrics.Each("pipeline_task_http_response_body_size", func(labels map[string]string, size float64) {
		if labels["pipeline_task_spec_id"] == "fetch" && size >= bridge.MaxReadBytes*9/10 {
			findings = append(findings, warn("raise JobPipeline.HTTPRequest.MaxSize in the node's config.toml",
				"the last answer that the node read had %.0f bytes", size))
		}
	})
	return findings
}

// maxSkew is how far clocks may be apart.
const maxSkew = time.Minute

// adapterSettings is D20: settings that are right for a laptop and wrong for a service.
func (x *examination) adapterSettings() []Finding {
	a := x.adapter
	if a.gone != nil {
		return []Finding{skipped("the adapter does not answer")}
	}
	if a.settings == nil {
		return []Finding{skipped("the adapter has no /status")}
	}
	var findings []Finding
	if a.settings["AS_OF"] != nil {
		findings = append(findings, warn("unset AS_OF, except to replay data of the past", "every score is worked out for the fixed moment %v", a.settings["AS_OF"]))
	}
	if a.settings["ADAPTER_TOKENS"] == nil {
		findings = append(findings, warn("set ADAPTER_TOKENS_FILE on the adapter", "the adapter answers anyone who reaches it"))
	}
	if version := x.node.metrics.Version(); version != "" && a.settings["ERROR_FORMAT"] != "text" {
		if err := provision.CheckVersion(version); err != nil && strings.Contains(err.Error(), "ERROR_FORMAT") {
			findings = append(findings, warn("set ERROR_FORMAT=text on the adapter, or upgrade the node", "node v%s shows nothing of the adapter's errors", version))
		}
	}
	if a.ahead.Abs() > maxSkew {
		findings = append(findings, warn("set the clocks of both machines by NTP", "the adapter's clock is %s off this machine's", a.ahead.Round(time.Second)))
	}
	if len(findings) == 0 {
		findings = append(findings, ok("tokens are wanted, time is the clock's"))
	}
	return findings
}
