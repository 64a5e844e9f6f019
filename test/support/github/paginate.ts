export interface Page<Item> {
  readonly items: readonly Item[];
  /** `link` where there is more than this page, as GitHub sends it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Page size GitHub never exceeds; a larger `per_page` counts as this. */
const largestPage = 100;

/**
 * One page of `items`, as `page` (from 1) and `per_page` (30) of the query ask.
 *
 * @param address The request's own address without its query.
 */
export function paginate<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  address: string,
  largest = largestPage,
): Page<Item> {
  const size = Math.min(Math.max(1, Number(query.get('per_page') ?? 30)), largest);
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (relation: string, target: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(target));
    return `<${address}?${parameters.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}
