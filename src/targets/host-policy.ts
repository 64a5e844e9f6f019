import { Fault } from '../domain/fault.ts';
import type { Settings } from '../domain/settings.ts';

/** What a permitted call may carry. */
export interface HostPermission {
  readonly key?: string;
  /** Name of the variable that holds the key, for messages. */
  readonly keyName?: string;
}

export interface HostPolicy {
  /** Throws a Fault: `host-refused` where policy does not list the host, `unauthorized` where its key is not set. */
  permit(url: URL): HostPermission;
}

interface Entry {
  readonly host: string;
  readonly port?: string;
  readonly keyName: string | null;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/**
 * Says which hosts may be called and with which key. An entry without a port means the default port, but for loopback,
 * where ports are drawn at random. The one place that binds keys to hosts.
 */
export function createHostPolicy(
  hosts: Settings['hosts'],
  environment: Readonly<Record<string, string | undefined>>,
): HostPolicy {
  const entries = Object.entries(hosts).map(([name, keyName]) => parseEntry(name, keyName));
  return {
    permit(url) {
      const host = hostOf(url);
      refuseUnsafe(url, host);
      const candidates = entries.filter((entry) => entry.host === host && portMatches(entry, url, host));
      const entry = candidates.find((one) => one.port !== undefined) ?? candidates[0];
      if (entry === undefined) {
        throw new Fault('host-refused', `${url.host} is not a host that the policy allows to be called`, {
          mend: `add \`${url.host}: NAME_OF_ITS_KEY_VARIABLE\` (or null for no key) to \`hosts:\` in steelyard.yaml of the base branch`,
        });
      }
      if (entry.keyName === null) return {};
      const key = environment[entry.keyName];
      if (key === undefined || key === '') {
        throw new Fault(
          'unauthorized',
          `no key for ${url.host}: the environment variable ${entry.keyName} is not set`,
          {
            mend: `set ${entry.keyName}, or change its name under \`hosts:\` in steelyard.yaml`,
          },
        );
      }
      return { key, keyName: entry.keyName };
    },
  };
}

/** True for addresses that stay on this machine. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(hostOf(url));
}

function refuseUnsafe(url: URL, host: string): void {
  if (url.username !== '' || url.password !== '') {
    throw new Fault('host-refused', `the address of ${url.host} carries credentials`, {
      mend: 'take them out of the address, and name the variable that holds the key under `hosts:` in steelyard.yaml',
    });
  }
  const encrypted = url.protocol === 'https:';
  if (encrypted || (url.protocol === 'http:' && LOOPBACK.has(host))) return;
  throw new Fault('host-refused', `expected an https address, received ${url.protocol}//${url.host}`, {
    mend: 'use https; plain http is for loopback alone, since prompts and keys would travel in the open',
  });
}

function portMatches(entry: Entry, url: URL, host: string): boolean {
  if (entry.port === undefined) return url.port === '' || LOOPBACK.has(host);
  const defaultPort = url.protocol === 'https:' ? '443' : '80';
  return entry.port === (url.port === '' ? defaultPort : url.port);
}

function parseEntry(name: string, keyName: string | null): Entry {
  const text = name.trim().toLowerCase();
  const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(text);
  const plain = bracketed ?? /^([^:]+)(?::(\d+))?$/.exec(text);
  // Neither form: a bare IPv6 address.
  const host = plain?.[1] ?? text;
  const port = plain?.[2];
  return { host: withoutFinalDot(host), keyName, ...(port === undefined ? {} : { port }) };
}

function hostOf(url: URL): string {
  return withoutFinalDot(url.hostname.toLowerCase().replace(/^\[(.+)\]$/, '$1'));
}

function withoutFinalDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}
