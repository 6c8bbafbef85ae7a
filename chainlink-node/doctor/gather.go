package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/jobspecs"
)

// examination is what was found out before the checks judge it.
type examination struct {
	*Doctor
	ctx context.Context //nolint:containedctx // an examination is one call

	adapter adapterFacts
	node    nodeFacts
	chain   chainFacts
}

// adapterFacts are what the adapter tells of itself.
type adapterFacts struct {
	gone     error // nil if it answers
	version  string
	ready    bool
	draining bool
	parts    map[string]string // "ok" or "unavailable"
	settings map[string]any    // nil if it has no /status
	ahead    time.Duration     // of its clock to ours
}

// nodeFacts are what the node tells.
type nodeFacts struct {
	gone       error // nil if it answers
	health     []nodeclient.Check
	metrics    nodeclient.Metrics
	metricsErr error
	runner     bool

	loginErr error // nil if what follows is known
	bridges  []nodeclient.Bridge
	jobs     []nodeclient.Job
	chain    *nodeclient.Chain // nil if the node does not have it
	keys     []common.Address  // enabled and of our chain; from the metrics if there is no login
	runs     []nodeclient.Run
}

// chainFacts are what the RPC endpoint tells.
type chainFacts struct {
	gone error // nil if it answers and is the right chain
	head *types.Header
	gas  *big.Int // price, wei
}

// recentRuns is how many of the node's latest runs are looked at.
const recentRuns = 50

// errNoLogin says why a check of a node was not made.
var errNoLogin = errors.New("no login to the node was given: --node-credentials")

func (x *examination) gather() {
	x.gatherAdapter()
	x.gatherNode()
	x.gatherChain()
}

func (x *examination) gatherAdapter() {
	a := &x.adapter
	var health struct{ Version string }
	var ready struct {
		Ready, Draining bool
		Checks          map[string]string
	}
	var status struct {
		Configuration []struct {
			Name  string
			Value any
		}
	}
	date, err := x.ask("/health", &health)
	if err != nil {
		a.gone = err
		return
	}
	a.version = health.Version
	if !date.IsZero() {
		a.ahead = time.Until(date)
	}
	if _, err := x.ask("/ready", &ready); err == nil {
		a.ready, a.draining, a.parts = ready.Ready, ready.Draining, ready.Checks
	}
	if _, err := x.ask("/status", &status); err == nil {
		a.settings = map[string]any{}
		for _, setting := range status.Configuration {
			a.settings[setting.Name] = setting.Value
		}
	}
}

// ask reads one of the adapter's own pages and says when the adapter thinks it is.
func (x *examination) ask(path string, out any) (time.Time, error) {
	ctx, cancel := context.WithTimeout(x.ctx, x.cfg.Patience)
	defer cancel()
	base := strings.TrimRight(x.cfg.AdapterURL, "/")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err != nil {
		return time.Time{}, errors.New("the adapter's URL is none")
	}
	res, err := x.deps.HTTP.Do(req)
	if err != nil {
		return time.Time{}, withoutURL(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return time.Time{}, withoutURL(err)
	}
	if err := json.Unmarshal(body, out); err != nil {
		return time.Time{}, fmt.Errorf("GET %s: status %d and not the JSON of an adapter", path, res.StatusCode)
	}
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // it tells no time
	}
	return date, nil
}

// withoutURL drops the URL, which may hold a password, from an error of package http.
func withoutURL(err error) error {
	if cause := (*url.Error)(nil); errors.As(err, &cause) {
		return cause.Err
	}
	return err
}

func (x *examination) gatherNode() {
	n := &x.node
	if n.health, n.gone = x.deps.Node.Health(x.ctx); n.gone != nil {
		n.loginErr, n.metricsErr = errors.New("the node does not answer"), n.gone
		return
	}
	n.metrics, n.metricsErr = x.deps.Node.Metrics(x.ctx)
	n.runner = n.metrics.Runner()
	switch {
	case n.runner:
		n.loginErr = errors.New("this is the runner: it keeps no bridges, jobs and runs that can be asked for")
	case !x.deps.Node.CanLogin():
		n.loginErr = errNoLogin
	default:
		n.loginErr = x.gatherLogin()
	}
	if n.loginErr != nil {
		n.metrics.Each("eth_balance", func(labels map[string]string, _ float64) {
			if labels["evmChainID"] == x.chainName() && common.IsHexAddress(labels["account"]) {
				n.keys = append(n.keys, common.HexToAddress(labels["account"]))
			}
		})
	}
}

// gatherLogin asks for what needs a login.
func (x *examination) gatherLogin() error {
	n, node := &x.node, x.deps.Node
	if err := node.Login(x.ctx); err != nil {
		return err
	}
	var errs [5]error
	var keys []nodeclient.Key
	var chains []nodeclient.Chain
	n.bridges, errs[0] = node.Bridges(x.ctx)
	n.jobs, errs[1] = node.Jobs(x.ctx)
	n.runs, errs[2] = node.Runs(x.ctx, recentRuns)
	keys, errs[3] = node.Keys(x.ctx)
	chains, errs[4] = node.Chains(x.ctx)
	for _, key := range keys {
		if key.ChainID == x.chainName() && !key.Disabled {
			n.keys = append(n.keys, key.Address)
		}
	}
	for i, c := range chains {
		if c.ID == x.chainName() && c.Enabled {
			n.chain = &chains[i]
		}
	}
	return errors.Join(errs[:]...)
}

func (x *examination) gatherChain() {
	c := &x.chain
	id, err := x.deps.Chain.ChainID(x.ctx)
	switch {
	case err != nil:
		c.gone = fmt.Errorf("the RPC endpoint does not answer: %w", withoutURL(err))
		return
	case id.String() != x.chainName():
		c.gone = fmt.Errorf("the RPC endpoint serves chain %s, deployment.json is for chain %s", id, x.chainName())
		return
	}
	if c.head, err = x.deps.Chain.HeaderByNumber(x.ctx, nil); err == nil {
		c.gas, err = x.deps.Chain.SuggestGasPrice(x.ctx)
	}
	if err != nil {
		c.gone = fmt.Errorf("the RPC endpoint does not answer: %w", withoutURL(err))
	}
}

func (x *examination) chainName() string { return fmt.Sprint(x.cfg.Deployment.ChainID) }

// jobOf is the declared job's counterpart on the node, by its id or else by its name; nil if there is none.
func (x *examination) jobOf(declared provision.Job) *nodeclient.Job {
	for i, job := range x.node.jobs {
		if job.ExternalJobID == declared.Spec.ExternalJobID {
			return &x.node.jobs[i]
		}
	}
	for i, job := range x.node.jobs {
		if job.Name == declared.Spec.Name {
			return &x.node.jobs[i]
		}
	}
	return nil
}

// effective is what a job really is: the node's if it can be seen, else what is declared.
func (x *examination) effective(declared provision.Job) (*jobspecs.Spec, string) {
	if x.node.loginErr == nil {
		if job := x.jobOf(declared); job != nil {
			if spec, err := jobspecs.Parse(source(*job)); err == nil {
				return spec, "on the node"
			}
		}
	}
	return declared.Spec, "as declared"
}

// source writes a job of a node as a job spec again.
func source(job nodeclient.Job) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "type = %q\nschemaVersion = 1\nname = %q\nexternalJobID = %q\n", job.Type, job.Name, job.ExternalJobID)
	if job.GasLimit != nil {
		fmt.Fprintf(&b, "gasLimit = %d\n", *job.GasLimit)
	}
	if d := job.DirectRequest; d != nil {
		if d.EVMChainID != "" {
			fmt.Fprintf(&b, "evmChainID = %q\n", d.EVMChainID)
		}
		fmt.Fprintf(&b, "contractAddress = %q\n", d.ContractAddress.Hex())
		var requesters []string
		for _, r := range d.Requesters {
			requesters = append(requesters, fmt.Sprintf("%q", r.Hex()))
		}
		fmt.Fprintf(&b, "requesters = [%s]\n", strings.Join(requesters, ", "))
		if d.MinIncomingConfirmations != nil {
			fmt.Fprintf(&b, "minIncomingConfirmations = %d\n", *d.MinIncomingConfirmations)
		}
		if d.MinContractPayment != nil {
			fmt.Fprintf(&b, "minContractPaymentLinkJuels = %q\n", d.MinContractPayment.String())
		}
	}
	fmt.Fprintf(&b, "observationSource = '''\n%s'''\n", job.Pipeline.DotDagSource)
	return []byte(b.String())
}
