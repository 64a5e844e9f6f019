/** What a registry member needs of a schema library: zod satisfies it, and domain stays free of zod. */
export interface OptionsSchema<Options> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Options }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Texts of the files that a member's options name, by the path as written in the options. */
export type NamedFiles = ReadonlyMap<string, string>;

export type Configured<Product> =
  | { readonly ok: true; readonly product: Product }
  | { readonly ok: false; readonly issues: readonly SchemaIssue[] };

/** One member of an extension registry: scorers, targets, importers, reporters. */
export interface Definition<Product> {
  readonly type: string;
  /** Raised when results of this member would differ for the same input; part of the fingerprint. */
  readonly version: number;
  /** One sentence for the generated documentation table. */
  readonly summary: string;
  /** The zod schema of its options, for schema/ and docs; opaque here. */
  readonly schema: OptionsSchema<unknown>;
  /** Which options name files to be read before `configure` (e.g. `['file']`). */
  readonly fileOptions: readonly string[];
  configure(options: unknown, files: NamedFiles): Configured<Product>;
}

/**
 * Makes a registry member from typed options.
 *
 * @example define({ type: 'includes', version: 1, summary: '…', schema: z.object({…}), create: (options) => async (output) => … })
 */
export function define<Options, Product>(member: {
  readonly type: string;
  readonly version: number;
  readonly summary: string;
  readonly schema: OptionsSchema<Options>;
  readonly fileOptions?: readonly string[];
  /** May throw a `ConfigurationMistake` for what the schema cannot say. */
  readonly create: (options: Options, files: NamedFiles) => Product;
}): Definition<Product> {
  return {
    type: member.type,
    version: member.version,
    summary: member.summary,
    schema: member.schema,
    fileOptions: member.fileOptions ?? [],
    configure(options, files) {
      const parsed = member.schema.safeParse(options);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues };
      try {
        return { ok: true, product: member.create(parsed.data, files) };
      } catch (error) {
        if (error instanceof ConfigurationMistake) {
          return { ok: false, issues: [{ path: error.path, message: error.message }] };
        }
        throw error;
      }
    },
  };
}

/** Thrown by a member's `create` when the options are of the right shape and still wrong (a regex that does not compile). */
export class ConfigurationMistake extends Error {
  override readonly name = 'ConfigurationMistake';
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[], message: string) {
    super(message);
    this.path = path;
  }
}
