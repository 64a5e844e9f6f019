import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';

import type { GraphQLContext } from './graphql-context.ts';
import { rootOf } from './graphql-objects.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { ok, type Reply } from './reply.ts';

/**
 * Answers one GraphQL request by GitHub's published schema. A query that does not fit the schema, and one for a field
 * the fake holds no value for, is told to `violation` besides being answered with errors, as GitHub does, with 200.
 */
export async function answerGraphQL(
  body: unknown,
  context: GraphQLContext,
  violation: (problem: string) => void,
): Promise<Reply> {
  const request = isJsonObject(body) ? body : {};
  const query = request['query'];
  if (typeof query !== 'string') {
    violation('graphql: the body holds no query');
    return ok({ message: 'A query attribute must be specified and must be a string.' });
  }
  const document = parsed(query);
  if (document instanceof GraphQLError) {
    violation(`graphql: ${document.message}`);
    return ok({ errors: [errorJson(document)] });
  }
  const schema = await githubSchema();
  const wrong = validate(schema, document);
  if (wrong.length > 0) {
    for (const { message } of wrong) violation(`graphql: ${message}`);
    return ok({ errors: wrong.map(errorJson) });
  }
  const { variables } = request;
  const result = await execute({
    schema,
    document,
    rootValue: rootOf(context),
    variableValues: isJsonObject(variables) ? variables : {},
    fieldResolver: strictly(violation),
  });
  // Variables that do not fit their types are found by executing: there is no data then.
  if (result.data === undefined) for (const { message } of result.errors ?? []) violation(`graphql: ${message}`);
  return ok({
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors === undefined ? {} : { errors: result.errors.map(errorJson) }),
  });
}

let loaded: Promise<GraphQLSchema> | undefined;

/** Loaded with the first query: it takes about half a second. */
function githubSchema(): Promise<GraphQLSchema> {
  return (loaded ??= import('@octokit/graphql-schema').then(({ schema }) =>
    buildSchema(schema.idl, { assumeValid: true, assumeValidSDL: true, noLocation: true }),
  ));
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** The default resolver, but a field without a value is a fault of the fake, not null. */
function strictly(violation: (problem: string) => void): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const value = isJsonObject(source) ? source[info.fieldName] : undefined;
    if (value === undefined) {
      const problem = `the fake server holds no ${info.parentType.name}.${info.fieldName}`;
      violation(`graphql: ${problem}: add it to graphql-objects.ts`);
      throw new GraphQLError(problem);
    }
    return typeof value === 'function' ? value(args, context, info) : value;
  };
}

/** GitHub puts an error's `type` beside its message. */
function errorJson(error: GraphQLError): JsonObject {
  const { type, ...extensions } = error.extensions;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    locations: error.locations ?? [],
    message: error.message,
  };
}
