import type { Json, JsonObject } from '../domain/json.ts';
import type { Message, MessageTemplate } from '../domain/target.ts';
import { isJsonObject } from '../text/json-kind.ts';
import { renderTemplate } from '../text/template.ts';

export type RenderedMessages =
  | { readonly ok: true; readonly messages: readonly Message[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The messages of one call: the target's templates filled from the case's input, then the input's own `messages` (a
 * conversation so far, content parts) untouched: they are data, never templates.
 */
export function renderMessages(templates: readonly MessageTemplate[], input: JsonObject): RenderedMessages {
  const messages: Message[] = [];
  for (const { role, template, path } of templates) {
    const rendered = renderTemplate(template, input);
    if (!rendered.ok) {
      const where = path ?? `the ${role} message`;
      return { ok: false, reason: `${where} names {{${rendered.missing}}}, which the case's input does not have` };
    }
    messages.push({ role, content: rendered.text });
  }
  const conversation = Object.hasOwn(input, 'messages') ? input['messages'] : undefined;
  if (!Array.isArray(conversation)) return { ok: true, messages };
  for (const [index, message] of (conversation as readonly Json[]).entries()) {
    if (!isMessage(message)) {
      return { ok: false, reason: `input.messages[${index}] is not a message: expected an object with \`role\`` };
    }
    messages.push(message);
  }
  return { ok: true, messages };
}

/** `content` stays unchecked: an assistant's tool call has none, and what a server takes is the server's to say. */
function isMessage(value: Json): value is Message {
  return isJsonObject(value) && typeof value['role'] === 'string';
}
