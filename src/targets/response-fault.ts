import { Fault } from '../domain/fault.ts';

/** A response as it arrived, its body decoded. Header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface ApiError {
  readonly message: string;
  readonly code: string;
  readonly type: string;
  readonly param: string;
}

const OVERFLOW = /context[ _](length|window|size)|maximum context|prompt is too long|too many (input )?tokens/i;
const FILTERED = /content[ _](filter|policy|management)|responsible.?ai/i;

/** The Fault that a status other than 2xx means, by the taxonomy of domain/fault.ts. */
export function faultOfResponse(response: HttpResponse, url: URL, keyName?: string): Fault {
  const { status } = response;
  const error = readApiError(response.body);
  const said = `${url.host} answered ${status}${error.message === '' ? '' : `: ${error.message}`}`;
  const retryAfterMs = retryAfter(response.headers);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };

  if (status >= 300 && status < 400) return redirectFault(response, url);
  if (status === 402 || (status === 429 && isQuota(error))) {
    return new Fault('quota-exhausted', said, { mend: 'add credit to the account, or raise its limit' });
  }
  if (status === 429) return new Fault('rate-limited', said, wait);
  if (status === 408 || status === 409 || status === 425 || status >= 500) return new Fault('server-error', said, wait);
  if (status === 401 || status === 403) {
    const mend =
      keyName === undefined
        ? `name the variable that holds the key of ${url.host} under \`hosts:\` in steelyard.yaml`
        : `check the key in ${keyName} and that it may use this model`;
    return new Fault('unauthorized', said, { mend });
  }
  if (status === 404 || status === 410) {
    return new Fault('not-found', said, { mend: 'check the address and the model id in target.yaml' });
  }
  if (status === 413 || error.code === 'context_length_exceeded' || OVERFLOW.test(error.message)) {
    return new Fault('context-overflow', said);
  }
  if (/^content_(filter|policy)/.test(error.code) || (status === 400 && FILTERED.test(error.message))) {
    return new Fault('content-filter', said);
  }
  return new Fault('bad-request', said, { mend: parameterMend(error) });
}

/** How long a server asks to wait, in milliseconds, by `retry-after-ms` and `retry-after` (seconds or a date). */
export function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const milliseconds = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const text = headers['retry-after'];
  if (text === undefined || text.trim() === '') return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  // Against the server's own date, so that two clocks that disagree do not matter.
  const wait = Date.parse(text) - (Date.parse(headers['date'] ?? '') || Date.now());
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** Text from outside in a message: one line, at most 300 characters. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`;
}

function redirectFault(response: HttpResponse, url: URL): Fault {
  const location = response.headers['location'] ?? '';
  const goal = URL.canParse(location, url.href) ? new URL(location, url).origin : 'nowhere';
  return new Fault('redirect-refused', `${url.host} redirects (${response.status}) to ${goal}; it was not followed`, {
    mend: 'write the final address into target.yaml, and allow its host under `hosts:` in steelyard.yaml',
  });
}

function isQuota(error: ApiError): boolean {
  return (
    error.code === 'insufficient_quota' ||
    error.type === 'insufficient_quota' ||
    error.code === 'billing_hard_limit_reached'
  );
}

function parameterMend(error: ApiError): string {
  const { message, param } = error;
  const about = (name: string): boolean => param === name || (param === '' && message.includes(name));
  if (
    /use 'max_completion_tokens'/i.test(message) ||
    (param === 'max_tokens' && message.includes('max_completion_tokens'))
  ) {
    return 'rename `max_tokens` to `max_completion_tokens` under `params:` in target.yaml';
  }
  if (about('max_completion_tokens')) {
    return 'rename `max_completion_tokens` to `max_tokens` under `params:` in target.yaml: this server knows only the older name';
  }
  for (const name of ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty']) {
    if (about(name)) return `remove \`${name}\` from \`params:\` in target.yaml: this model takes only its default`;
  }
  if (about('response_format')) return 'this model does not take that `response-format`; change it in target.yaml';
  if (param !== '') return `change \`${param}\` in target.yaml`;
  return 'change what target.yaml sends so that the server takes it';
}

function readApiError(body: string): ApiError {
  const whole = parsed(body);
  const nested = isRecord(whole) ? (whole['error'] ?? whole) : whole;
  if (typeof nested === 'string') return { message: excerpt(nested), code: '', type: '', param: '' };
  if (!isRecord(nested)) return { message: '', code: '', type: '', param: '' };
  const field = (name: string): string => (typeof nested[name] === 'string' ? nested[name] : '');
  return { message: excerpt(field('message')), code: field('code'), type: field('type'), param: field('param') };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
