import type { Definition } from '../domain/definition.ts';
import { command } from './command.ts';
import type { TargetFactory } from './context.ts';
import { http } from './http.ts';
import { openai } from './openai.ts';
import { replay } from './replay.ts';

/** Every kind of system under test: one file a member, one line here. */
export const targets = {
  command,
  http,
  openai,
  replay,
} satisfies Record<string, Definition<TargetFactory>>;

export type TargetType = keyof typeof targets;
