// Opens sealed record locations as a requester's web page does.
//
// As a program: reads a JSON array of {privateKey, chainId, market, requestId, recordId, sealed}, everything hex with 0x
// but the chain id, and prints a JSON array with the location of each, or null where it does not open.
import { pathToFileURL } from "node:url";
import { CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";

const ENC_BYTES = 32;
const PAD_BYTES = 128;

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});

/** Opens `sealed` (Uint8Array) with the requester's 32-byte private key; throws if it does not open. */
export async function open(privateKey, binding, sealed) {
  const plaintext = new Uint8Array(
    await suite.open(
      {
        recipientKey: await suite.kem.deserializePrivateKey(privateKey),
        enc: sealed.slice(0, ENC_BYTES),
        info: info(binding),
      },
      sealed.slice(ENC_BYTES),
    ),
  );
  const length = plaintext[0] * 256 + plaintext[1];
  const padding = plaintext.slice(2 + length);
  if (plaintext.length % PAD_BYTES !== 0 || 2 + length > plaintext.length || padding.some((b) => b !== 0)) {
    throw new Error("malformed plaintext");
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(plaintext.slice(2, 2 + length));
}

/** HPKE's info: what the seal is bound to. */
function info({ chainId, market, requestId, recordId }) {
  const chain = bytes("0x" + BigInt(chainId).toString(16).padStart(64, "0"));
  const parts = [new TextEncoder().encode("link4health/record/v1"), chain, bytes(market), bytes(requestId), bytes(recordId)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function bytes(hex) {
  return Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function main() {
  let input = "";
  for await (const chunk of process.stdin) input += chunk;
  const locations = [];
  for (const c of JSON.parse(input)) {
    locations.push(await open(bytes(c.privateKey), c, bytes(c.sealed)).catch(() => null));
  }
  console.log(JSON.stringify(locations));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
