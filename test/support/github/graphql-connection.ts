import { GraphQLError } from 'graphql';

import type { JsonObject } from './json-object.ts';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly orderBy?: unknown;
}

const largestPage = 100;

/** A page of `nodes` in GraphQL's form. As on GitHub, `first` or `last` must be given and be at most 100. */
export function connection(
  nodes: readonly (JsonObject & { readonly id: string })[],
  { first, last, after, before, orderBy }: ConnectionArguments,
  name: string,
): JsonObject {
  if (orderBy !== undefined && orderBy !== null) throw new GraphQLError('the fake server does not order connections');
  const size = first ?? last;
  if (size === undefined || size === null) {
    throw problem(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size > largestPage) {
    const bound = first === undefined || first === null ? 'last' : 'first';
    throw problem(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${largestPage} records.`,
    );
  }
  const positionOf = (cursor: string): number => nodes.findIndex((node) => cursorOf(node) === cursor);
  const from = after === undefined || after === null ? 0 : positionOf(after) + 1;
  const to = before === undefined || before === null ? nodes.length : positionOf(before);
  const range = nodes.slice(from, to);
  const page = first === undefined || first === null ? range.slice(-size) : range.slice(0, first);
  const start = from + (first === undefined || first === null ? range.length - page.length : 0);
  const [head, tail] = [page.at(0), page.at(-1)];
  return {
    totalCount: nodes.length,
    nodes: page,
    edges: page.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasPreviousPage: start > 0,
      hasNextPage: start + page.length < nodes.length,
      startCursor: head === undefined ? null : cursorOf(head),
      endCursor: tail === undefined ? null : cursorOf(tail),
    },
  };
}

function cursorOf({ id }: { readonly id: string }): string {
  return Buffer.from(`cursor:v2:${id}`).toString('base64');
}

function problem(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
