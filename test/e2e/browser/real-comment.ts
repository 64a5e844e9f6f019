import { BROKEN, answerOf, promptPath } from '../../support/gated-suite.ts';
import { gatedPullRequest } from '../../support/gated-pull-request.ts';
import { gatedRepository } from '../../support/gated-repository.ts';
import { startModelServer } from '../../support/model-server.ts';
import { expectedAlert, type PicturedComment } from './pictured-comments.ts';

/**
 * The comment that the built action leaves on a pull request whose prompt was broken.
 *
 * @throws Error where it left none
 */
export async function realComment(): Promise<PicturedComment> {
  await using cleanup = new AsyncDisposableStack();
  const server = await startModelServer(answerOf);
  cleanup.defer(() => server.close());
  const repository = await gatedRepository(server.url, { refreshed: true });
  cleanup.defer(() => repository.remove());
  const pullRequest = await gatedPullRequest(repository, { [promptPath]: BROKEN });
  cleanup.defer(() => pullRequest.close());

  const { comments, report, said } = await pullRequest.run();
  const [comment] = comments;
  if (comment === undefined || report === undefined) throw new Error(`the action left no comment: ${said}`);
  return { name: 'built-action-fail', markdown: comment.body, alert: expectedAlert(report) };
}
