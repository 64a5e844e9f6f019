import { describeIssue } from '../../domain/usage-error.ts';
import { validate } from '../../jobs/validate.ts';
import { belowFolder } from '../../repository/below-folder.ts';
import { localChange } from '../../repository/local-change.ts';
import { openRepository } from '../../repository/local-repository.ts';
import { createConsole } from '../console.ts';
import { policyFolder } from '../policy-folder.ts';

/** `steelyard validate [suite…]`: checks the policy and suites of the work tree; exit 3 with all there is to mend. */
export async function validateCommand(suites: readonly string[], options: { readonly head: string }): Promise<number> {
  const console = createConsole(process.env);
  const repository = await openRepository(process.cwd(), process.env);
  try {
    const whole = localChange(repository, { head: options.head, base: 'HEAD' });
    const change = belowFolder(whole, await policyFolder(repository.directory, whole, 'head'));
    const result = await validate(await change.head(), suites);
    for (const suite of result.suites) {
      console.print(
        `${suite.name}: ${suite.cases} cases, ${suite.metrics} ${suite.metrics === 1 ? 'metric' : 'metrics'} (${suite.gated} gated), target ${suite.target}\n`,
      );
    }
    for (const { name, examples } of result.suites.filter((suite) => suite.examples > 0)) {
      console.say(`${name}: ${examples} of its cases are still the examples of \`steelyard init\`: replace them`);
    }
    for (const issue of result.issues) console.say(describeIssue(issue));
    if (result.issues.length > 0) console.say(`${result.issues.length} to mend`);
    return result.issues.length === 0 ? 0 : 3;
  } finally {
    repository.close();
  }
}
