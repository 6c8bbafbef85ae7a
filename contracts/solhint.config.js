// solhint's recommended rules, and why some are set otherwise. `make lint` takes a warning for an error.
module.exports = {
  extends: 'solhint:recommended',
  rules: {
    // The version to which Chainlink's Operator is pinned, and no other.
    'compiler-version': ['error', '0.8.19'],
    // Visibility of constructors has no meaning since Solidity 0.7.
    'func-visibility': ['error', { ignoreConstructors: true }],
    // A public immutable is a getter of the interface, whose name is the interface's.
    'immutable-vars-naming': ['warn', { immutablesAsConstants: false }],
    // `try … {} catch {}` says that either outcome will do.
    'no-empty-blocks': 'off',
    // Amounts and times as topics would cost gas and be found by nobody: logs are filtered by who and what.
    'gas-indexed-events': 'off',
    // It takes names for sizes: RecordRequests.Entry fills its seven words (docs/contracts.md has the layout).
    'gas-struct-packing': 'off',
    // `<=` against a bound says what is meant; turning it round to save 3 gas does not.
    'gas-strict-inequalities': 'off',
    // The one long string is hashed by the compiler.
    'gas-small-strings': 'off',
    // `nonces[signer]++` takes the value before.
    'gas-increment-by-one': 'off',
    // A sentence says what a parameter is and in which unit; a tag for each, where names say it already, would say it
    // twice. `@inheritdoc` leads to the interfaces, where a title and a notice are required.
    'use-natspec': [
      'warn',
      {
        title: { enabled: true, ignore: {} },
        author: { enabled: false },
        notice: { enabled: true, ignore: { '*': ['_onReport'] } },
        param: { enabled: false },
        return: { enabled: false },
      },
    ],
  },
};
