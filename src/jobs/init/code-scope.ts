import type { CodeAssignment } from './code-assignments.ts';
import type { CodeText } from './code-text.ts';

const PARAMETERS = /(\b\w+\s*)?\(([^()]*)\)\s*(?:->[^:\n]*|:\s*[\w<>[\]|., ]+)?\s*(?:=>|\{|:[ \t]*(?:\n|$))/g;
const BLOCK = /^(?:if|while|for|switch|catch|with|elif)\s*$/;

/** Whether a name can have its value from an assignment where it is used: not from a later one, nor from one before a function that has it as a parameter. */
export function isInScope({ bare }: CodeText, { name, at }: CodeAssignment, used: number): boolean {
  // What is in capitals is set once, wherever that stands.
  if (at > used) return name === name.toUpperCase();
  return ![...bare.slice(at, used).matchAll(PARAMETERS)].some(
    ([, before = '', parameters = '']) => !BLOCK.test(before) && new RegExp(`\\b${name}\\b`).test(parameters),
  );
}
