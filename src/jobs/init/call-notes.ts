import { placeOf } from './model.ts';
import type { ModelCall } from './model-call.ts';
import type { Survey } from './survey.ts';

/** What is not taken over of how the code calls the model, each with its place and what to do. */
export function callNotes(survey: Survey, call: ModelCall | undefined): readonly string[] {
  if (call === undefined) {
    const sign = survey.signs.find(
      ({ kind }) => kind === 'chat-call' || kind === 'responses-call' || kind === 'client',
    );
    return sign === undefined
      ? []
      : [
          `${placeOf(sign)} uses a client, and no call was found that could be read: write params and messages as your code sends them into target.yaml.`,
        ];
  }
  const others = call.others.map((line) => `:${line}`).join(', ');
  return [
    ...(others === ''
      ? []
      : [
          `${placeOf(call)} is the call that was read; ${call.path} has others (${others}). Where one of them is meant, write its params and messages into target.yaml.`,
        ]),
    ...call.left.map(({ text, line }) => `${call.path}:${line} also passes ${text}; write it into target.yaml.`),
  ];
}
