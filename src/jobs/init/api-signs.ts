import { isExampleEnvironment } from './files.ts';

export type SignKind =
  /** A client of OpenAI's API, or the address of its chat endpoint. */
  | 'client'
  | 'azure'
  | 'chat-call'
  | 'responses-call'
  | 'model'
  /** A model named by a constant of the client library, which only that library resolves. */
  | 'model-constant'
  | 'base-url'
  /** A base URL that is not written there. */
  | 'base-url-elsewhere'
  | 'key'
  /** The variable that a client is given its key from. */
  | 'client-key'
  /** The variable that a client takes its key from because it is given none. */
  | 'default-key'
  /** A client is given a key from a place that is not seen. */
  | 'key-elsewhere'
  /** A system prompt written in the code. */
  | 'inline-prompt';

/** One thing that a line says about calls to a model. */
export interface ApiSign {
  readonly kind: SignKind;
  /** What it names: the model, the address, the variable; else what was seen. */
  readonly value: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

const LONGEST_LINE = 1000;

/** What a file of Python, TypeScript, JavaScript, Go, Java, Kotlin or Ruby, or an example environment, says of model calls. */
export function apiSigns(path: string, text: string): readonly ApiSign[] {
  const patterns = isExampleEnvironment(path) ? environmentPatterns : codePatterns;
  const signs: ApiSign[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    // Longer lines are made, not written.
    if (line.length > LONGEST_LINE) continue;
    for (const { kind, pattern, accepts } of patterns) {
      for (const match of line.matchAll(pattern)) {
        const value = match[1] ?? match[0].trim();
        if (accepts === undefined || accepts(value)) signs.push({ kind, value, path, line: index + 1 });
      }
    }
  }
  return signs.filter(
    ({ kind, line }) =>
      kind !== 'base-url-elsewhere' || !signs.some((one) => one.kind === 'base-url' && one.line === line),
  );
}

interface Pattern {
  readonly kind: SignKind;
  /** Global; its first group is the value where it has one. */
  readonly pattern: RegExp;
  readonly accepts?: (value: string) => boolean;
}

const VENDOR =
  /^(?:[\w-]+\/)*(?:gpt|chatgpt|o\d|claude|gemini|gemma|llama|mistral|mixtral|qwen|deepseek|phi|command|grok|nova)/i;
const NOT_CHAT = /embed|whisper|tts|dall-?e|moderation|image|realtime|transcri|rerank|audio|speech/i;

/** A model id that chats: `model="User"` of a form is none. */
function isChatModel(value: string): boolean {
  return (
    /^[A-Za-z0-9][\w.:/@-]{1,99}$/.test(value) && (VENDOR.test(value) || /\d/.test(value)) && !NOT_CHAT.test(value)
  );
}

/** An address and nothing else: no part filled in later, no credentials. */
function isPlainUrl(value: string): boolean {
  if (/[{}$<>\\]/.test(value) || !URL.canParse(value)) return false;
  const { username, password, search, hash } = new URL(value);
  return `${username}${password}${search}${hash}` === '';
}

/** GitHub refuses secrets of its own prefix. */
function mayBeSecret(name: string): boolean {
  return !name.startsWith('GITHUB_');
}

const KEY =
  /\b((?:[A-Z][A-Z0-9]*_)*(?:API_?KEY|API_?TOKEN)|(?:OPENAI|LLM|AI|HF|MODEL)(?:_[A-Z0-9]+)*_(?:KEY|TOKEN))\b/g;

const codePatterns: readonly Pattern[] = [
  { kind: 'client', pattern: /\bfrom openai import\b.*|^\s*import openai\b.*/g },
  { kind: 'client', pattern: /\bfrom\s+['"]openai['"]|\brequire\(?\s*['"]openai['"]\)?/g },
  {
    kind: 'client',
    pattern: /\b(?:new\s+|Async)?OpenAI\(|\bOpenAI::Client\.new\b|\bOpenAIOkHttpClient\b|\bChatOpenAI\(/g,
  },
  {
    kind: 'client',
    pattern: /github\.com\/(?:openai\/openai-go|sashabaranov\/go-openai)[\w/]*|\bcom\.openai\.client\b/g,
  },
  {
    kind: 'client',
    pattern:
      /@ai-sdk\/openai(?:-compatible)?\b|\blangchain_openai\b|@langchain\/openai\b|^\s*(?:import|from) litellm\b/g,
  },
  { kind: 'client', pattern: /\/v1\/chat\/completions\b/g },
  { kind: 'azure', pattern: /\bAzureOpenAI\b|\bAzureChatOpenAI\b/g },
  { kind: 'chat-call', pattern: /\bchat\.completions\.(?:create|parse|stream)\b|\bchat\(\)\.completions\(\)/g },
  {
    kind: 'chat-call',
    pattern: /\bChat\.Completions\.New\b|\bCreateChatCompletion\w*\(|\bChatCompletion\.a?create\b/g,
  },
  {
    kind: 'responses-call',
    pattern: /\bresponses\.(?:create|parse|stream)\b|\bresponses\(\)\.create\b|\bResponses\.New\b/g,
  },
  {
    kind: 'model',
    pattern: /model(?:_?(?:name|id))?\w*["']?(?:\s*:\s*\w+\s*=|\s*:=|\s*=>|\s*[:=])\s*["'`]([^"'`]+)["'`]/gi,
    accepts: isChatModel,
  },
  { kind: 'model', pattern: /\.model\(\s*["']([^"']+)["']/g, accepts: isChatModel },
  {
    kind: 'model',
    pattern: /\b(?:ChatOpenAI|openai)\(\s*["']([^"']+)["']/g,
    accepts: isChatModel,
  },
  {
    kind: 'model',
    pattern: /\b\w*MODEL\w*["'`]?[)\]]?\s*(?:,|\?\?|\|\||\bor\b)\s*["'`]([^"'`]+)["'`]/g,
    accepts: isChatModel,
  },
  { kind: 'model-constant', pattern: /\b(?:openai|ChatModel|shared)\.((?:ChatModel)?(?:GPT|O\d)\w*)/g },
  {
    kind: 'base-url',
    pattern:
      /(?:base_?url|api_base|uri_base)\w*["'`]?[)\]]?\s*(?::\s*\w+\s*=|:=|=>|\?\?|\|\||[:=(,])\s*["'`](https?:\/\/[^"'`\s]+)/gi,
    accepts: isPlainUrl,
  },
  { kind: 'base-url', pattern: /["'`](https?:\/\/[^"'`\s]+?)\/chat\/completions\b/g, accepts: isPlainUrl },
  { kind: 'base-url-elsewhere', pattern: /\b(?:base_?url|api_base|uri_base)["']?\s*(?:=>|[:=(])(?!=)/gi },
  { kind: 'key', pattern: KEY, accepts: mayBeSecret },
  { kind: 'inline-prompt', pattern: /["']?\brole\b["']?\s*(?::|=>|=)\s*["'](?:system|developer)["']/g },
  { kind: 'inline-prompt', pattern: /\bSYSTEM_(?:PROMPT|MESSAGE)\b\s*(?::\s*\w+\s*)?=/g },
  { kind: 'inline-prompt', pattern: /\binstructions\s*[:=]\s*(?:f?["'`])/g },
];

const environmentPatterns: readonly Pattern[] = [
  { kind: 'model', pattern: /^\s*(?:export\s+)?\w*MODEL\w*\s*=\s*["']?([\w.:/@-]+)/g, accepts: isChatModel },
  {
    kind: 'base-url',
    pattern: /^\s*(?:export\s+)?\w*(?:BASE_?URL|API_BASE)\w*\s*=\s*["']?(https?:\/\/[^"'\s]+)/g,
    accepts: isPlainUrl,
  },
  { kind: 'key', pattern: new RegExp(`^\\s*(?:export\\s+)?${KEY.source}\\s*=`, 'g'), accepts: mayBeSecret },
];
