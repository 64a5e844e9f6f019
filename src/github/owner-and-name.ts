/** The two halves of `owner/name`, as the API's paths and queries want them. */
export function ownerAndName(repository: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name };
}
