/**
 * Makes the one function that every sink passes its text through: secrets are replaced by `***` in the forms they are
 * likely to leak in: as they are, line by line where they have several, base64 (standard and URL-safe, at each of the
 * three alignments inside a longer text), URL-encoded, JSON-escaped (once and twice) and hex.
 *
 * Secrets below six characters or without a letter or digit are ignored: hiding them would blank ordinary words and marks. The longest form goes first, so that
 * a secret that holds another one disappears whole.
 *
 * @example createRedactor(['hunter2-key'])('Bearer hunter2-key') // 'Bearer ***'
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap(withItsLines).flatMap(leakyForms));
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(longestFirst.map(escapeForRegExp).join('|'), 'gu');
  return (text) => text.replace(pattern, '***');
}

const shortestSecret = 6;

function withItsLines(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/u).map((line) => line.trim());
  return [secret, secret.trim(), ...lines].filter(
    (piece) => piece.length >= shortestSecret && /[\p{L}\p{N}]/u.test(piece),
  );
}

function leakyForms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const json = escapedForJson(secret);
  const url = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    json,
    escapedForJson(json),
    json.replaceAll('/', String.raw`\/`),
    asciiOnly(json),
    encodeURI(secret.toWellFormed()),
    ...[url, strictlyEncoded(url)].flatMap((form) => [form, lowerCaseEscapes(form), form.replaceAll('%20', '+')]),
    hex,
    hex.toUpperCase(),
    ...base64Forms(bytes),
  ].filter((form) => form.length >= shortestSecret);
}

/**
 * The characters that the secret alone determines when it stands 0, 1 or 2 bytes into a group of three; the characters
 * at either end that also depend on its neighbours are left out.
 */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa(String.fromCharCode(...new Uint8Array(offset), ...bytes));
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(own)];
  });
}

function escapedForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What encoders that keep to ASCII (Python's default) make of it. */
function asciiOnly(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** `encodeURIComponent` leaves `!'()*` alone; other encoders do not. */
function strictlyEncoded(url: string): string {
  return url.replaceAll(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function lowerCaseEscapes(url: string): string {
  return url.replaceAll(/%[0-9A-F]{2}/gu, (escape) => escape.toLowerCase());
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
