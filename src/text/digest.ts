import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Json } from '../domain/json.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 in lower-case hex of bytes, or of a text's UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** SHA-256 in lower-case hex of a value's canonical JSON: equal for equal values, whatever the order of their keys. */
export function digestOf(value: Json): string {
  return sha256Hex(canonicalJson(value));
}

/** The same of what a value is as JSON: what is undefined is left out. */
export function jsonDigest(value: unknown): string {
  return digestOf(JSON.parse(JSON.stringify(value)));
}
