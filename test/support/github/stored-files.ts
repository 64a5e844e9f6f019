import { strToU8, zipSync } from 'fflate';

import { githubTime } from './github-time.ts';

/** What a workflow run uploaded. */
export interface FakeArtifact {
  id: number;
  name: string;
  sizeInBytes: number;
  expired: boolean;
  createdAt: string;
  headSha: string;
  runId: number;
  /** Default: unknown. */
  headBranch?: string;
  /** `owner/name` of where the run's commit came from, a fork's for a fork. Default: the repository itself. */
  headRepository?: string;
  /** Left out where a test only lists it. */
  zip?: Uint8Array;
}

export interface FakeReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FakeRelease {
  readonly id: number;
  tag: string;
  draft: boolean;
  prerelease: boolean;
  author: string;
  body: string;
  createdAt: string;
  assets: FakeReleaseAsset[];
}

/** Files of an archive or a release: names to texts, or to bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a test says of an artifact; a new one, of `files` by their path in the archive, unless it says otherwise. */
export type ArtifactFacts = Pick<FakeArtifact, 'name' | 'headSha' | 'runId'> &
  Partial<Omit<FakeArtifact, 'id' | 'zip' | 'sizeInBytes'>> & { readonly files: Files };

export function artifact(id: number, { files, ...facts }: ArtifactFacts): FakeArtifact {
  const entries = Object.entries(files).map(([path, content]) => [path, bytesOf(content)] as const);
  const zip = zipSync(Object.fromEntries(entries));
  const createdAt = githubTime(new Date());
  return { expired: false, createdAt, ...facts, id, zip, sizeInBytes: zip.length };
}

/** What a test says of a release; its tag must be in the git repository where somebody asks for it. */
export type ReleaseFacts = Pick<FakeRelease, 'tag'> &
  Partial<Omit<FakeRelease, 'id' | 'assets'>> & { readonly assets?: Files };

export function release(nextId: () => number, { assets = {}, ...facts }: ReleaseFacts): FakeRelease {
  const stored = Object.entries(assets).map(([name, content]) => ({ id: nextId(), name, bytes: bytesOf(content) }));
  const createdAt = githubTime(new Date());
  const rest = { draft: false, prerelease: false, author: 'octocat', body: '', createdAt };
  return { ...rest, ...facts, id: nextId(), assets: stored };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? strToU8(content) : content;
}
