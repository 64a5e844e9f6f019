import type { Json, JsonObject } from './json.ts';

/** A chat message as sent. `content` is text or content parts, passed through untouched. */
export interface Message {
  readonly role: string;
  readonly content: string | readonly Json[];
  readonly [extra: string]: Json;
}

/** A message of target.yaml before `{{name}}` is substituted. */
export interface MessageTemplate {
  readonly role: string;
  readonly template: string;
  /** The prompt file it came from, where it did. */
  readonly path?: string;
}

/** A file that target.yaml names, with the text of its own tree. */
export interface TargetFile {
  /** Repository path. */
  readonly path: string;
  readonly text: string;
}

/** The system under test as one tree describes it: target.yaml with the files it names. */
export interface TargetSpec {
  readonly type: string;
  /** Path of target.yaml. */
  readonly path: string;
  readonly model?: string;
  readonly params: JsonObject;
  readonly messages: readonly MessageTemplate[];
  readonly tools?: Json;
  readonly responseFormat?: Json;
  /** What only this type knows (base-url, url, command …), as written. */
  readonly options: JsonObject;
  readonly files: readonly TargetFile[];
  readonly fingerprint: Fingerprint;
}

/** Content hashes (SHA-256, hex), one per factor that can make an answer differ. */
export interface Fingerprint {
  readonly prompt?: string;
  readonly model?: string;
  readonly params?: string;
  readonly tools?: string;
  readonly code?: string;
  readonly data?: string;
  readonly scorers: string;
  readonly judge?: string;
}

export type Factor = keyof Fingerprint;

export interface ToolCall {
  readonly name: string;
  readonly arguments: Json;
}

/** What the target answered. */
export interface Output {
  readonly text: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly finishReason?: string;
  readonly refusal?: string;
}

/** Tokens of one call, as the provider counted them. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
}

/** One question to a target. */
export interface TargetRequest {
  readonly caseId: string;
  readonly index: number;
  readonly messages: readonly Message[];
  /** The case's input, for targets that are more than a prompt. */
  readonly input: JsonObject;
  /** Aborted at the deadline and on cancellation. */
  readonly signal: AbortSignal;
}

export interface TargetAnswer {
  readonly output: Output;
  readonly usage?: Usage;
  /** Recorded latency (replay) where the wall clock would lie; otherwise the runner's own measure counts. */
  readonly latencyMs?: number;
  /** The model id the provider reported. */
  readonly answeredBy?: string;
}

/** A running system under test. `ask` throws a `Fault` (fault.ts) for every expected failure. */
export interface Target {
  ask(request: TargetRequest): Promise<TargetAnswer>;
  /** Ends what it started (child processes, sockets). Safe to call twice. */
  close(): Promise<void>;
}
