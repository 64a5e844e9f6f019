import { describe, expect, test } from 'vitest';

import type { Json } from '../../src/domain/json.ts';
import { markerOf } from '../../src/github/comment-body.ts';
import { GitHubError, type GitHubReader } from '../../src/github/rest.ts';
import { type CommentOutcome, stickyComment } from '../../src/github/sticky-comment.ts';
import { type RandomSource, seededRandom } from '../../src/stats/random.ts';

const KEY = 'steelyard';
const PAGE = 100;

interface StoredComment {
  readonly id: number;
  body: string;
  readonly own: boolean;
  minimised: boolean;
}

/** A pull request's comments as GitHub keeps them, with the ways in which its answers can be lost. */
class Comments {
  readonly stored: StoredComment[] = [];
  writes = 0;
  /** Called before each operation. */
  turn: () => Promise<void> = () => Promise.resolve();
  /** What becomes of the answer to the next write. */
  fate: () => 'answered' | 'lost-after' | 'lost-before' = () => 'answered';
  private next = 1;

  plant(body: string, own: boolean, minimised = false): StoredComment {
    const comment = { id: this.next, body, own, minimised };
    this.next += 1;
    this.stored.push(comment);
    return comment;
  }

  owned(): readonly StoredComment[] {
    return this.stored.filter(({ own, minimised, body }) => own && !minimised && body.startsWith(markerOf(KEY)));
  }

  reader(): GitHubReader {
    return {
      get: () => Promise.resolve(undefined),
      bytes: () => Promise.resolve(undefined),
      graphql: async (_, { after }): Promise<Json> => {
        await this.turn();
        const start = Number(after ?? 0);
        const nodes = this.stored.slice(start, start + PAGE).map(({ id, body, own, minimised }) => ({
          fullDatabaseId: String(id),
          body,
          viewerDidAuthor: own,
          isMinimized: minimised,
        }));
        const pageInfo = { hasNextPage: start + PAGE < this.stored.length, endCursor: String(start + PAGE) };
        return { repository: { pullRequest: { comments: { pageInfo, nodes } } } };
      },
    };
  }

  writer() {
    return {
      createComment: (_: number, body: string) => this.write(() => this.plant(body, true).id),
      updateComment: (id: number, body: string) =>
        this.write(() => {
          const comment = this.stored.find((one) => one.id === id);
          if (comment === undefined) throw new GitHubError(404, 'Not Found');
          comment.body = body;
        }),
      deleteComment: (id: number) =>
        this.write(() => {
          const index = this.stored.findIndex((one) => one.id === id);
          if (index === -1) throw new GitHubError(404, 'Not Found');
          this.stored.splice(index, 1);
        }),
    };
  }

  private async write<Result>(perform: () => Result): Promise<Result> {
    await this.turn();
    const fate = this.fate();
    if (fate === 'lost-before') throw new GitHubError(502, 'Bad Gateway');
    this.writes += 1;
    const result = perform();
    await this.turn();
    if (fate === 'lost-after') throw new GitHubError(502, 'Bad Gateway');
    return result;
  }
}

const document = (text: string) => `${markerOf(KEY)}\n## ${text}\n`;

function publish(
  comments: Comments,
  of: {
    readonly text: string;
    readonly head?: string;
    readonly run?: number;
    readonly create?: boolean;
    readonly isCurrent?: () => Promise<boolean>;
  },
): Promise<CommentOutcome> {
  return stickyComment({
    reader: comments.reader(),
    writer: comments.writer(),
    repository: 'acme/assistant',
    number: 412,
    key: KEY,
    document: document(of.text),
    stamp: { head: of.head ?? 'aaaaaaa', run: of.run ?? 1, attempt: 1 },
    create: of.create ?? true,
    isCurrent: of.isCurrent ?? (() => Promise.resolve(true)),
    sleep: () => Promise.resolve(),
  });
}

describe('one comment', () => {
  test('is created, then edited, then left alone where it says the same', async () => {
    const comments = new Comments();
    expect(await publish(comments, { text: 'fail' })).toBe('created');
    expect(await publish(comments, { text: 'pass', head: 'bbbbbbb', run: 2 })).toBe('updated');
    const writes = comments.writes;
    expect(await publish(comments, { text: 'pass', head: 'ccccccc', run: 3 })).toBe('unchanged');
    expect(comments.writes).toBe(writes);
    expect(comments.owned()).toHaveLength(1);
    expect(comments.owned()[0]?.body).toContain('## pass');
  });

  test('is found on a later page, behind 250 of others', async () => {
    const comments = new Comments();
    for (let index = 0; index < 250; index += 1) comments.plant(`comment ${index}`, false);
    await publish(comments, { text: 'first' });
    expect(await publish(comments, { text: 'second', run: 2 })).toBe('updated');
    expect(comments.owned()).toHaveLength(1);
  });

  test('is ours alone: a marker that somebody else planted, or one that is minimised, counts for nothing', async () => {
    const comments = new Comments();
    const planted = comments.plant(document('pass, says somebody else'), false);
    const hidden = comments.plant(document('old'), true, true);
    const quoted = comments.plant(`> ${document('quoted')}`, true);
    expect(await publish(comments, { text: 'fail' })).toBe('created');
    expect([planted.body, hidden.body, quoted.body].join()).not.toContain('## fail');
    expect(comments.owned()).toHaveLength(1);
  });

  test('is not made where none is wanted, and kept true where there is one', async () => {
    const comments = new Comments();
    expect(await publish(comments, { text: 'pass', create: false })).toBe('absent');
    await publish(comments, { text: 'fail' });
    expect(await publish(comments, { text: 'pass', create: false, run: 2 })).toBe('updated');
  });

  test('is written once where the answer to the write is lost', async () => {
    for (const lost of ['lost-after', 'lost-before'] as const) {
      const comments = new Comments();
      const fates = [lost];
      comments.fate = () => fates.pop() ?? 'answered';
      await publish(comments, { text: 'fail' });
      expect(comments.owned()).toHaveLength(1);
    }
  });

  test('that GitHub never takes is said to be lost, not created', async () => {
    const comments = new Comments();
    comments.fate = () => 'lost-before';
    await expect(publish(comments, { text: 'fail' })).rejects.toThrow('Bad Gateway');
    expect(comments.owned()).toHaveLength(0);
  });

  test('is not written where the pull request has moved on', async () => {
    const comments = new Comments();
    expect(await publish(comments, { text: 'fail', isCurrent: () => Promise.resolve(false) })).toBe('stale');
    expect(comments.writes).toBe(0);
  });

  test('says that it is of an earlier commit where the pull request moved on during the write', async () => {
    const comments = new Comments();
    const answers = [true, false];
    expect(await publish(comments, { text: 'fail', isCurrent: () => Promise.resolve(answers.shift() ?? false) })).toBe(
      'stale',
    );
    expect(comments.owned()[0]?.body).toContain('this is the result for an earlier commit');
  });

  test('that claims to tell of a later run of the same commit is no authority', async () => {
    const comments = new Comments();
    const stamp = '<!-- steelyard:run head=aaaaaaa run=999999 attempt=9 -->';
    comments.plant(`${markerOf(KEY)}\n${stamp}\n## pass\n`, true);
    expect(await publish(comments, { text: 'fail', run: 3 })).toBe('updated');
    expect(comments.owned()[0]?.body).toContain('## fail');
  });

  test('a refusal is the caller’s to tell', async () => {
    const comments = new Comments();
    comments.turn = () => Promise.reject(new GitHubError(403, 'Resource not accessible by integration'));
    await expect(publish(comments, { text: 'fail' })).rejects.toThrow(/not accessible/);
  });
});

/** Runs the same start of many tasks with their steps in an order that chance decides. */
function shuffledTurns(random: RandomSource): {
  turn(): Promise<void>;
  run(tasks: readonly Promise<unknown>[]): Promise<void>;
} {
  const waiting: (() => void)[] = [];
  return {
    turn: () => new Promise((resolve) => waiting.push(resolve)),
    async run(tasks) {
      const open = new Set(tasks);
      for (const task of tasks) void task.finally(() => open.delete(task)).catch(() => undefined);
      while (open.size > 0) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = waiting.splice(random.below(Math.max(1, waiting.length)), 1);
        next?.();
      }
    },
  };
}

describe('1,000 races', () => {
  test('leave exactly one comment of ours, never one of an earlier commit that passes for current', async () => {
    let newest = 0;
    for (let race = 0; race < 1000; race += 1) {
      const random = seededRandom(`race ${race}`);
      const comments = new Comments();
      for (let index = random.below(5); index > 0; index -= 1) comments.plant(document('planted'), false);
      // What earlier races of another version may have left behind.
      for (let index = random.below(3); index > 0; index -= 1) comments.plant(document('of ours, from before'), true);
      const foreign = comments.stored.filter(({ own }) => !own).map(({ body }) => body);
      const turns = shuffledTurns(random);
      comments.turn = () => turns.turn();
      comments.fate = () =>
        (['answered', 'answered', 'answered', 'lost-after', 'lost-before'] as const)[random.below(5)] ?? 'answered';
      let head = 1;
      const isCurrent = (mine: number) => async (): Promise<boolean> => {
        await turns.turn();
        return mine === head;
      };
      const commits = 1 + random.below(2);
      const runs = Array.from({ length: 2 + random.below(3) }, (_, index) => {
        const mine = 1 + (index % commits);
        return publish(comments, {
          text: `result of run ${index + 1}`,
          head: String(mine).repeat(7),
          run: index + 1,
          isCurrent: isCurrent(mine),
        }).catch((error: unknown) => {
          // An update whose answer is lost is octokit's to repeat; here it ends the run, as a refusal would.
          if (!(error instanceof GitHubError)) throw error;
        });
      });
      const moving = Array.from({ length: commits - 1 }, async () => {
        await turns.turn();
        head += 1;
      });
      await turns.run([...runs, ...moving]);
      comments.turn = () => Promise.resolve();
      comments.fate = () => 'answered';
      // The last word is that of the run the pull request waits for.
      const last = runs.length;
      await publish(comments, { text: 'result of the last run', head: String(head).repeat(7), run: last + 1 });
      const owned = comments.owned();
      expect(owned, `race ${race}`).toHaveLength(1);
      const body = owned[0]?.body ?? '';
      expect(body).toContain(`head=${String(head).repeat(7)} `);
      if (body.includes('result of the last run')) newest += 1;
      expect(comments.stored.filter(({ own }) => !own).map(({ body: text }) => text)).toEqual(foreign);
    }
    expect(newest).toBe(1000);
  });

  test('of two runs of one commit at once, both unhindered: one comment', async () => {
    for (let race = 0; race < 300; race += 1) {
      const turns = shuffledTurns(seededRandom(`pair ${race}`));
      const comments = new Comments();
      comments.turn = () => turns.turn();
      await turns.run([publish(comments, { text: 'earlier', run: 1 }), publish(comments, { text: 'later', run: 2 })]);
      expect(comments.owned(), `race ${race}`).toHaveLength(1);
    }
  });
});
