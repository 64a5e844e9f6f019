import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { type InitPlan, planInit } from '../../src/jobs/init.ts';
import { memoryTree } from '../support/memory-tree.ts';

type Files = Readonly<Record<string, string>>;

interface Taken {
  readonly plan: InitPlan;
  /** target.yaml as text, and as read. */
  readonly text: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly notes: string;
}

async function taken(files: Files, prompt?: string): Promise<Taken> {
  const plan = await planInit(memoryTree(files), prompt === undefined ? {} : { prompt });
  const text = plan.files.find(({ path }) => path.endsWith('/target.yaml'))?.text ?? '';
  return { plan, text, target: parse(text) as Taken['target'], notes: plan.notes.join('\n') };
}

const python: Files = {
  'prompts/support.md': 'You are the support of {{company}}.\n',
  'shop/answer.py': `import os
from pathlib import Path
from openai import OpenAI

client = OpenAI(
    api_key=os.environ["SHOP_SECRET"],  # not an obvious name
    timeout=20,
)
TEMPLATE = (Path(__file__).parent.parent / "prompts" / "support.md").read_text()
MAX_TOKENS = 200

def answer(customer: str, question: str) -> str:
    system = TEMPLATE.replace("{{company}}", "Lamps (Ltd)")
    response = client.chat.completions.create(
        model="gpt-4.1-mini",
        temperature=0.2,  # calm, as in 0.9
        max_tokens=MAX_TOKENS,
        messages=[
            {"role": "system", "content": system},
            {"role": "user", "content": f"Customer {customer} asks: {question}"},
        ],
        tools=TOOLS,
        user=customer,
    )
    return response.choices[0].message.content

if __name__ == "__main__":
    question = "How long?"
    print(answer("Ann", question))
`,
};

const typescript: Files = {
  'prompts/support.md': 'You answer every {{question}} kindly.\n',
  'src/answer.ts': `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI({ apiKey: process.env.OPENAI_KEY_SHOP, maxRetries: 1 });
const prompt = readFileSync(new URL('../prompts/support.md', import.meta.url), 'utf8');

export async function answer(question: string, history: Message[], options: Options) {
  const completion = await client.chat.completions.create({
    model: 'gpt-4.1-mini',
    temperature: 0.2,
    top_p: options.topP,
    stop: ['###', "it's over"],
    messages: [
      { role: 'system', content: prompt },
      ...history,
      { role: 'user', content: question },
    ],
    response_format: { type: 'json_object' },
  });
  return completion.choices[0]?.message.content ?? '';
}
`,
};

describe('how the code calls the model is taken over', () => {
  test('Python: parameters, roles and the text around what a user says, each with its line', async () => {
    const { target, text, plan } = await taken(python);
    expect(target['params']).toEqual({ temperature: 0.2, max_tokens: 200 });
    expect(target['messages']).toEqual([
      { role: 'system', file: '../../prompts/support.md' },
      { role: 'user', content: 'Customer {{customer}} asks: {{question}}' },
    ]);
    expect(text).toContain('temperature: 0.2 # shop/answer.py:16\n');
    expect(text).toContain('max_tokens: 200 # shop/answer.py:10\n');
    expect(text).toContain('- role: user # shop/answer.py:20\n');
    const cases = plan.files.find(({ path }) => path.endsWith('cases.jsonl'))?.text ?? '';
    expect(Object.keys((JSON.parse(cases.split('\n')[0] ?? '') as { input: object }).input)).toEqual([
      'company',
      'customer',
      'question',
    ]);
  });

  test('Python: what is not taken over is said with its place, and nothing else is', async () => {
    const { plan } = await taken(python);
    expect(plan.notes).toEqual([
      'shop/answer.py:20 makes the user message in code: its text is copied into target.yaml. A change of it counts once it is made there too.',
      'shop/answer.py:22 also passes tools (TOOLS); write it into target.yaml.',
    ]);
  });

  test('TypeScript: a prompt for the system stays one, whatever placeholders it has', async () => {
    const { target, plan } = await taken(typescript);
    expect(target['params']).toEqual({ temperature: 0.2, stop: ['###', "it's over"] });
    expect(target['response-format']).toEqual({ type: 'json_object' });
    expect(target['messages']).toEqual([
      { role: 'system', file: '../../prompts/support.md' },
      { role: 'user', content: '{{question}}' },
    ]);
    expect(plan.notes).toEqual([
      'src/answer.ts:15 also passes ...history among its messages; write it into target.yaml.',
      'src/answer.ts:11 also passes top_p (options.topP); write it into target.yaml.',
    ]);
  });

  test('a list, an object and constants under names of their own', async () => {
    const { target, notes } = await taken({
      'prompts/a.md': 'A.\n',
      'bot.py': `from openai import OpenAI
client = OpenAI()
def ask(q):
    settings = {"temperature": 0, "seed": 7, "reasoning_effort": "low"}
    messages = [{"role": "system", "content": open("prompts/a.md").read()}, {"role": "user", "content": "Example?"}, {"role": "assistant", "content": "Like so."}]
    messages.append({"role": "user", "content": q})
    return client.chat.completions.create(model="gpt-4o", messages=messages, **settings)
`,
    });
    expect(target['params']).toEqual({ temperature: 0, seed: 7, reasoning_effort: 'low' });
    expect(target['messages']).toEqual([
      { role: 'system', file: '../../prompts/a.md' },
      { role: 'user', content: 'Example?' },
      { role: 'assistant', content: 'Like so.' },
      { role: 'user', content: '{{q}}' },
    ]);
    expect(notes).not.toContain('also passes');
  });

  test('of several calls the one that sends the prompt', async () => {
    const files: Files = {
      'prompts/a.md': 'A.\n',
      'prompts/b.md': 'B.\n',
      'app.py': `from openai import OpenAI
client = OpenAI()
A = open("prompts/a.md").read()
B = open("prompts/b.md").read()
def a(q):
    return client.chat.completions.create(model="gpt-4o", temperature=0.1, messages=[{"role": "developer", "content": A}, {"role": "user", "content": q}])
def b(q):
    return client.chat.completions.create(model="gpt-4o", temperature=0.9, messages=[{"role": "user", "content": B + "\\n" + q}, {"role": "user", "content": build(q)}])
`,
    };
    const a = await taken(files, 'prompts/a.md');
    expect(a.target['params']).toEqual({ temperature: 0.1 });
    expect(a.target['messages']).toMatchObject([{ role: 'developer' }, { content: '{{q}}' }]);
    const b = await taken(files, 'prompts/b.md');
    expect(b.target['params']).toEqual({ temperature: 0.9 });
    expect(b.target['messages']).toMatchObject([{ role: 'user', file: '../../prompts/b.md' }, { role: 'user' }]);
    expect(b.plan.notes).toEqual([
      'app.py:8 adds to the prompt in code; write what it adds into target.yaml.',
      'app.py:8 also passes a user message that code builds (build(q)); write its text into target.yaml, where {{question}} stands for all of it.',
    ]);
  });

  test('a prompt that another file reads', async () => {
    const { target, notes } = await taken({
      'app/prompts/summary.txt': 'Summarise: {{text}}\n',
      'app/prompts/__init__.py':
        'from pathlib import Path\nSUMMARY = (Path(__file__).parent / "summary.txt").read_text()\n',
      'app/llm.py': `from openai import AsyncOpenAI
from app.prompts import SUMMARY
client = AsyncOpenAI()
async def summary(text):
    return await client.chat.completions.create(model="gpt-4o", n=3, messages=[{"role": "user", "content": SUMMARY.replace("{{text}}", text)}])
`,
    });
    expect(target['messages']).toEqual([{ role: 'user', file: '../../app/prompts/summary.txt' }]);
    expect(notes).toBe('app/llm.py:5 also passes n (3); write it into target.yaml.');
  });

  test('a prompt in the code becomes the first prompt file', async () => {
    const { plan, target } = await taken({
      'src/a.ts': `import OpenAI from 'openai';
const openai = new OpenAI();
const SYSTEM = \`You are a "pirate".
Today is \${today}.\`;
await openai.responses.create({ model: 'gpt-5-mini', instructions: SYSTEM, input: question, max_output_tokens: 300, reasoning: { effort: 'low' } });
`,
    });
    expect(plan.files.find(({ path }) => path.endsWith('prompts/system.md'))?.text).toBe(
      'You are a "pirate".\nToday is {{today}}.\n',
    );
    expect(target['params']).toEqual({ max_completion_tokens: 300, reasoning_effort: 'low' });
    expect(target['messages']).toEqual([
      { role: 'system', file: 'prompts/system.md' },
      { role: 'user', content: '{{question}}' },
    ]);
  });

  test('a role that cannot be seen is a guess, and said to be one', async () => {
    const hidden = await taken({
      'prompts/support.md': 'Be kind.\n',
      'src/llm.ts':
        "import OpenAI from 'openai';\nexport const ask = (s: string, q: string) => new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: s }, { role: 'user', content: q }] });\n",
    });
    expect(hidden.notes).toContain('src/llm.ts:2 does not show in which role prompts/support.md is sent.');
    const without = await taken({ 'prompts/help.txt': 'Answer {{question}}.\n' });
    expect(without.target['messages']).toEqual([{ role: 'user', file: '../../prompts/help.txt' }]);
    expect(without.notes).toContain('prompts/help.txt is sent. It stands in target.yaml as the one user message');
  });

  test.each<[string, Files, object, object]>([
    [
      'Go',
      {
        'main.go': `import "github.com/openai/openai-go/v2"
//go:embed prompts/system.md
var systemPrompt string
func ask(ctx context.Context, q string) {
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model: "gpt-4o-mini",
		Temperature: openai.Float(0.3),
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage(systemPrompt),
			openai.UserMessage("Q: " + q),
		},
	})
}
`,
      },
      { temperature: 0.3 },
      [{ role: 'system' }, { role: 'user', content: 'Q: {{q}}' }],
    ],
    [
      'Java',
      {
        'src/A.java': `import com.openai.client.OpenAIClient;
class A {
  String system = Files.readString(Path.of("prompts/system.md"));
  String ask(String q) {
    ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
      .model("gpt-4o-mini").temperature(0.4).maxCompletionTokens(50L)
      .addSystemMessage(system).addUserMessage(q).build();
    return client.chat().completions().create(params).toString();
  }
}
`,
      },
      { temperature: 0.4, max_completion_tokens: 50 },
      [{ role: 'system' }, { role: 'user', content: '{{q}}' }],
    ],
    [
      'Ruby',
      {
        'bot.rb': `require "openai"
SYSTEM = File.read("prompts/system.md")
def ask(client, q)
  OpenAI::Client.new(access_token: ENV.fetch("A")).chat(parameters: { model: "gpt-4o" })
  client.chat(parameters: {
    messages: [{ role: "system", content: SYSTEM }, { role: "user", content: "Ask: #{q}" }],
    temperature: 0.7
  })
end
`,
      },
      { temperature: 0.7 },
      [{ role: 'system' }, { role: 'user', content: 'Ask: {{q}}' }],
    ],
    [
      'a plain request',
      {
        'a.ts': `const system = await readFile('prompts/system.md', 'utf8');
await fetch('https://api.groq.com/openai/v1/chat/completions', {
  method: 'POST',
  headers: { Authorization: \`Bearer \${process.env.GROQ_SECRET}\` },
  body: JSON.stringify({ model: 'llama-3.1-8b', temperature: 0.1, messages: [{ role: 'system', content: system }, { role: 'user', content: q }] }),
});
`,
      },
      { temperature: 0.1 },
      [{ role: 'system' }, { role: 'user', content: '{{q}}' }],
    ],
  ])('%s', async (_, files, params, messages) => {
    const { target } = await taken({ 'prompts/system.md': 'Be kind.\n', ...files });
    expect(target['params']).toEqual(params);
    expect(target['messages']).toMatchObject(messages);
  });

  test('code that cannot be followed costs no more than its line, and its texts stay data', async () => {
    const { target, notes } = await taken({
      'prompts/a.md': 'A.\n',
      'a.ts': `import OpenAI from 'openai';
const quote = /['"]/; // it's "odd
const a = fs.readFileSync('prompts/a.md');
new OpenAI().chat.completions.create({ temperature: 0.5, headers: { secret: 'sk-1' }, tools: [{ key: 'sk-2' }],
  messages: [{ role: 'constructor', content: a }, { role: 'system', content: a }, { role: 'user', content: \`\${b({})} {{x}}\` }],
});
`,
    });
    expect(target['params']).toEqual({ temperature: 0.5 });
    expect(target['messages']).toMatchObject([{ role: 'system', file: '../../prompts/a.md' }, { role: 'user' }]);
    expect(notes).toContain('a.ts:4 also passes tools; write it');
    expect(notes).not.toContain('sk-');
  });
});

describe('the variable of the key', () => {
  const keyOf = async (path: string, code: string): Promise<InitPlan> => planInit(memoryTree({ [path]: code }), {});

  test.each([
    ['a.ts', "import OpenAI from 'openai';\nnew OpenAI({ apiKey: process.env.OPENAI_KEY_SHOP })", 'OPENAI_KEY_SHOP'],
    ['a.ts', "import OpenAI from 'openai';\nnew OpenAI({\n  apiKey: process.env['SHOP'] ?? '',\n})", 'SHOP'],
    ['a.py', 'from openai import OpenAI\nOpenAI(api_key=os.environ["X"])', 'X'],
    ['a.py', "from openai import OpenAI\nOpenAI(\n    api_key=os.getenv('MY_X'),\n)", 'MY_X'],
    ['a.py', 'from openai import OpenAI\nSECRET = os.environ.get("Y")\nOpenAI(api_key=SECRET)', 'Y'],
    ['a.py', 'import openai\nopenai.api_key = os.environ["Z"]\nopenai.chat.completions.create()', 'Z'],
    ['a.rb', 'require "openai"\nOpenAI::Client.new(access_token: ENV.fetch("R"))', 'R'],
    ['a.go', 'import "github.com/openai/openai-go/v2"\nopenai.NewClient(option.WithAPIKey(os.Getenv("G")))', 'G'],
  ])('%s: %s', async (path, code, variable) => {
    const { choice, keyVariables, notes } = await keyOf(path, code);
    expect(choice.keyVariable).toMatchObject({ value: variable, at: { path } });
    expect(choice.keyVariable.isDefault).toBeUndefined();
    expect(keyVariables).toEqual([variable]);
    expect(notes.join()).not.toContain('key');
  });

  test.each([
    ['a.py', 'from openai import OpenAI\nSHOP_API_KEY = 1\nclient = OpenAI(timeout=3)'],
    ['a.ts', "import OpenAI from 'openai';\nnew OpenAI()"],
    ['a.py', 'import openai\nopenai.chat.completions.create(model="gpt-4o")'],
  ])('%s: without one, the client’s own default and no warning', async (path, code) => {
    const { choice, notes } = await keyOf(path, code);
    expect(choice.keyVariable).toMatchObject({ value: 'OPENAI_API_KEY', isDefault: true });
    expect(notes.join()).not.toContain('OPENAI_API_KEY');
  });

  test('one that comes from elsewhere is said with its place', async () => {
    const { notes } = await keyOf('a.py', 'from openai import OpenAI\nOpenAI(api_key=settings.secret)');
    expect(notes.join()).toContain('a.py:2 takes its key from elsewhere. OPENAI_API_KEY is assumed');
  });
});
