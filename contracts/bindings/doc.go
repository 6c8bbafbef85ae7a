// Package bindings holds the Go bindings of the contracts that Link4Health
// deploys or talks to: ScoreRegistry and RecordMarket of this repository,
// Operator and LinkToken of Chainlink's npm package @chainlink/contracts.
// ABI and creation bytecode are included, so Go alone can deploy them.
//
// All files but this one and status.go are generated: change the Solidity
// sources and run `make generate` in contracts/.
package bindings
