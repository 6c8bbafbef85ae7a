package contracts_test

import (
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// deployed is a development chain with every contract on it.
type deployed struct {
	contracts.Deployment
	chain  *devchain.Chain
	client *ethclient.Client
	owner  *contracts.Sender
	steps  []string
}

func deploy(t *testing.T) deployed {
	t.Helper()
	chain, err := devchain.Start(t.Context(), devchain.Config{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Close()) })
	client, err := ethclient.DialContext(t.Context(), chain.HTTPURL)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	owner, err := contracts.NewSender(t.Context(), client, chain.Accounts[0].Key)
	require.NoError(t, err)
	d := deployed{chain: chain, client: client, owner: owner}
	d.Deployment, err = contracts.Deploy(t.Context(), owner, contracts.Plan{
		SupplyJuels:    big.NewInt(1000),
		Nodes:          []common.Address{chain.Accounts[1].Address},
		PaymentJuels:   big.NewInt(7),
		ApprovalWindow: time.Hour,
		ScoreJobID:     uuid.New(),
		RecordJobID:    uuid.New(),
	}, func(name string, at common.Address) {
		require.NotZero(t, at)
		d.steps = append(d.steps, name)
	})
	require.NoError(t, err)
	return d
}

func TestDeploy_LeavesContractsThatKnowEachOther(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	require.NoError(t, d.Validate())
	require.Equal(t, []string{"LinkToken", "Operator", "ScoreRegistry", "RecordMarket"}, d.steps)
	require.EqualValues(t, devchain.ChainID, d.ChainID)

	operator, registry, market := bindings.NewOperator(), bindings.NewScoreRegistry(), bindings.NewRecordMarket()
	authorised, err := contracts.View(t.Context(), d.client, d.Operator,
		operator.PackIsAuthorizedSender(d.chain.Accounts[1].Address), operator.UnpackIsAuthorizedSender)
	require.NoError(t, err)
	require.True(t, authorised)
	job, err := contracts.View(t.Context(), d.client, d.ScoreRegistry, registry.PackJobId(), registry.UnpackJobId)
	require.NoError(t, err)
	require.Equal(t, []byte(common.Bytes2Hex(d.ScoreJobID[:])), job[:])
	window, err := contracts.View(t.Context(), d.client, d.RecordMarket, market.PackApprovalWindow(), market.UnpackApprovalWindow)
	require.NoError(t, err)
	require.EqualValues(t, 3600, window)
}

func TestSend_SaysInWordsWhatTheContractRefused(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	market := bindings.NewRecordMarket()
	record := [32]byte{1}
	_, err := d.owner.Send(t.Context(), d.RecordMarket, market.PackRegister(record, big.NewInt(5)))
	require.NoError(t, err)

	_, err = d.owner.Send(t.Context(), d.RecordMarket, market.PackRegister(record, big.NewInt(5)))
	var reverted *contracts.RevertError
	require.ErrorAs(t, err, &reverted)
	require.Equal(t, "AlreadyRegistered(recordId: "+common.Hash(record).Hex()+")", reverted.Reason)
	require.Zero(t, reverted.Tx, "nothing was sent")

	// A refusal of a contract that is not ours comes as its text.
	_, err = d.owner.Send(t.Context(), d.LinkToken, bindings.NewLinkToken().PackTransfer(d.Operator, big.NewInt(1001)))
	require.ErrorAs(t, err, &reverted)
	require.Equal(t, "ERC20: transfer amount exceeds balance", reverted.Reason)
}

func TestReadDeployment_ReadsWhatWriteWrote(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	path := filepath.Join(t.TempDir(), "deployment.json")
	require.NoError(t, d.Write(path))
	again, err := contracts.ReadDeployment(path)
	require.NoError(t, err)
	require.Equal(t, d.Deployment, again)
}

func TestReadDeployment_NamesEveryMissingField(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "deployment.json")
	require.NoError(t, contracts.Deployment{ChainID: 1}.Write(path))
	_, err := contracts.ReadDeployment(path)
	for _, field := range []string{"linkToken", "operator", "scoreRegistry", "recordMarket", "scoreJobId", "recordJobId"} {
		require.ErrorContains(t, err, field+" is missing")
	}
	require.NotContains(t, err.Error(), "chainId")
	_, err = contracts.ReadDeployment(filepath.Join(t.TempDir(), "none.json"))
	require.ErrorContains(t, err, "link4health deploy")
}
