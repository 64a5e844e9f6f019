import type { TargetStarter } from '../domain/ports.ts';
import type { Settings } from '../domain/settings.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Checkout } from '../repository/checkout-below.ts';
import type { Materialised } from '../repository/materialise.ts';
import { targets } from '../targets/index.ts';

/** Where each arm's command runs: which commit stands in for the work tree, where one must. */
export interface Checkouts {
  /** Undefined: the work tree is what is under test. */
  readonly headCommit: string | undefined;
  readonly baseCommit: string;
}

/**
 * Starts systems under test with the world they may see. A command's candidate runs in the work tree (or in a checkout
 * of the revision under test); its control too, unless the code around the prompt changed: then in a checkout of the base.
 */
export function createTargetStarter(of: {
  readonly repository: Checkout;
  readonly settings: () => Promise<Settings>;
  readonly checkouts: () => Promise<Checkouts>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}): TargetStarter {
  return {
    async start(spec, arm, { codeChanged }) {
      const settings = await of.settings();
      const definition = Object.entries(targets).find(([type]) => type === spec.type)?.[1];
      if (definition === undefined) throw new Error(`no target of type ${spec.type} is registered`);
      const files = new Map(spec.files.map((file) => [file.path, file.text]));
      const configured = definition.configure(spec.options, files);
      if (!configured.ok) {
        throw new UsageError(
          configured.issues.map((issue) => ({
            where: spec.path,
            path: issue.path.map(String).join('.'),
            expected: issue.message,
            received: 'something else',
          })),
        );
      }
      const checkout = spec.type === 'command' ? await checkoutFor(arm === 'control', codeChanged) : undefined;
      const target = await configured.product({
        spec,
        arm,
        environment: of.environment,
        hosts: settings.hosts,
        commandEnv: settings.commandEnv,
        directory: checkout?.directory ?? of.repository.directory,
        freshDirectory: checkout !== undefined,
        concurrency: settings.concurrency,
        onStderr: (line) => of.say(`${arm}: ${line}`),
      });
      return {
        ask: (request) => target.ask(request),
        async close() {
          await target.close();
          await checkout?.remove();
        },
      };
    },
  };

  async function checkoutFor(control: boolean, codeChanged: boolean): Promise<Materialised | undefined> {
    const { headCommit, baseCommit } = await of.checkouts();
    if (control && codeChanged) return of.repository.materialise(baseCommit);
    return headCommit === undefined ? undefined : of.repository.materialise(headCommit);
  }
}
