package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// startChain starts the embedded chain and gives everyone in the story an account.
func (d *Demo) startChain(ctx context.Context) ([]fact, error) {
	var err error
	if d.chain, err = devchain.Start(d.parts.ctx, devchain.Config{RPCAddress: d.cfg.RPCAddress, Log: d.log}); err != nil {
		return nil, err
	}
	if d.client, err = ethclient.DialContext(ctx, d.chain.HTTPURL); err != nil {
		return nil, fmt.Errorf("dial the chain: %w", err)
	}
	// The second account is the citizen of the sample's mapping, and the patient too.
	for i, who := range []*actor{&d.owner, &d.citizen, &d.requester, &d.stranger, &d.node} {
		who.Account = d.chain.Accounts[i]
		if who.sender, err = contracts.NewSender(ctx, d.client, who.Key); err != nil {
			return nil, err
		}
	}
	d.patient = d.citizen
	return []fact{
		{Key: "chainId", Label: "chain id", Value: devchain.ChainID},
		{Key: "rpcUrl", Label: "json-rpc", Value: d.chain.HTTPURL},
	}, nil
}

// deploy puts the contracts on the chain and gives the citizen, the requester and the stranger LINK.
func (d *Demo) deploy(ctx context.Context) ([]fact, error) {
	var facts []fact
	var err error
	d.Deployment, err = contracts.Deploy(ctx, d.owner.sender, contracts.Plan{
		SupplyJuels: link(1000), Nodes: []common.Address{d.node.Address}, PaymentJuels: d.payment,
		ApprovalWindow: 24 * time.Hour,
		ModelHash:      score.V1().Hash(),
		ScoreJobID:     uuid.MustParse(jobspecs.DefaultScoreJobID),
		RecordJobID:    uuid.MustParse(jobspecs.DefaultRecordJobID),
		BatchJobID:     uuid.MustParse(jobspecs.DefaultBatchJobID),
	}, func(name string, at common.Address) {
		facts = append(facts, fact{Key: strings.ToLower(name[:1]) + name[1:], Label: name, Value: at.Hex()})
	})
	if err != nil {
		return facts, err
	}
	for _, who := range []actor{d.citizen, d.requester, d.stranger} {
		gift := bindings.NewLinkToken().PackTransfer(who.Address, link(10))
		if _, err := d.owner.send(ctx, d.Deployment.LinkToken, gift); err != nil {
			return facts, fmt.Errorf("give LINK: %w", err)
		}
	}
	return facts, d.Deployment.Write(d.path("deployment.json"))
}

// fillDatabase makes a SQLite database and imports the sample data.
func (d *Demo) fillDatabase(ctx context.Context) ([]fact, error) {
	var err error
	if d.keys, err = store.NewKeyLine("demo"); err != nil {
		return nil, err
	}
	keys, err := store.ParseKeyring(d.keys)
	if err != nil {
		return nil, err
	}
	if d.store, err = store.Open(ctx, store.Config{URL: d.databaseURL(), Keys: keys, Log: d.log}); err != nil {
		return nil, err
	}
	if err := d.store.Migrate(ctx); err != nil {
		return nil, err
	}
	mapping, err := ingest.SampleMapping()
	if err != nil {
		return nil, err
	}
	importer, err := ingest.New(ingest.Deps{Sink: d.store, Log: d.log}, ingest.Config{Mapping: mapping})
	if err != nil {
		return nil, err
	}
	summary, err := importer.ImportFS(ctx, ingest.Sample(), ".")
	if err != nil {
		return nil, err
	}
	total := summary.Total
	return []fact{
		{Key: "database", Label: "database", Value: d.path(databaseFile)},
		{Key: "imported", Label: "imported", Value: total, Text: fmt.Sprintf("%d readings of %d files: %d new, %d duplicate, %d without a measurement, %d rejected",
			total.Read, len(summary.Files), total.New, total.Duplicate, total.SkippedTotal(), total.RejectedTotal())},
		{Key: "citizens", Label: "citizens", Value: len(mapping.Citizens), Text: fmt.Sprintf("%d, all said to live in Bengaluru (an assumption of the sample)", len(mapping.Citizens))},
	}, nil
}

// storeRecord keeps the location of a record that exists nowhere but here.
func (d *Demo) storeRecord(ctx context.Context) ([]fact, error) {
	if _, err := rand.Read(d.recordID[:]); err != nil {
		return nil, fmt.Errorf("choose a record id: %w", err)
	}
	d.location = "https://records.example/" + rand.Text()
	citizen, err := d.store.CitizenBySubject(ctx, d.patient.Address.Hex())
	if err != nil {
		return nil, fmt.Errorf("find the patient: %w", err)
	}
	err = d.store.PutRecord(ctx, store.Record{
		ID: d.recordID, UserID: citizen.UserID, Patient: d.patient.Address.Hex(), Location: d.location,
	})
	return []fact{{Key: "recordId", Label: "record", Value: common.Hash(d.recordID).Hex()}}, err
}

// startAdapter starts the adapter as `link4health serve` does.
func (d *Demo) startAdapter(ctx context.Context) ([]fact, error) {
	d.token = rand.Text()
	settings := map[string]string{
		"EA_HOST": "127.0.0.1", "EA_PORT": "0", "METRICS_PORT": "0",
		"ADAPTER_TOKENS": d.token, "DATABASE_URL": d.databaseURL(), "RECORD_KEYS": d.keys,
		"RPC_URL": d.chain.HTTPURL, "CHAIN_ID": strconv.FormatUint(d.Deployment.ChainID, 10),
		"RECORD_MARKET": d.Deployment.RecordMarket.Hex(), "SCORE_REGISTRY": d.Deployment.ScoreRegistry.Hex(),
		"AS_OF": d.cfg.AsOf.Format(time.RFC3339), "LOG_LEVEL": "debug", "WATCH_INTERVAL": "5000",
	}
	if d.cfg.Settings != nil {
		d.cfg.Settings(settings)
	}
	cfg, err := config.Load(settings)
	if err != nil {
		return nil, err
	}
	log, err := d.openLog("adapter.log")
	if err != nil {
		return nil, err
	}
	ready := make(chan struct{})
	err = d.parts.start(ctx, "adapter", ready, func(ctx context.Context) error {
		return adapter.Serve(ctx, cfg, log, d.cfg.Version, func(at adapter.Addresses) {
			d.AdapterURL, d.MetricsURL = "http://"+at.Adapter, "http://"+at.Metrics+"/metrics"
			close(ready)
		})
	})
	return []fact{
		{Key: "adapterUrl", Label: "adapter", Value: d.AdapterURL},
		{Key: "metricsUrl", Label: "metrics", Value: d.MetricsURL},
		{Key: "asOfSetting", Label: "as of", Value: d.cfg.AsOf.Format(time.RFC3339), Text: d.cfg.AsOf.Format(time.RFC3339) + " (the explicit setting AS_OF: the data are of 2016)"},
		{Key: "adapterLog", Label: "log", Value: d.path("adapter.log")},
	}, err
}

const databaseFile = "link4health.db"

func (d *Demo) path(name string) string { return filepath.Join(d.cfg.Dir, name) }

func (d *Demo) databaseURL() string { return "sqlite://" + filepath.ToSlash(d.path(databaseFile)) }
