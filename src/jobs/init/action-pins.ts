/** An action as a workflow names it: `owner/name@commit`, and the version that this commit is, for people. */
export interface ActionPin {
  readonly uses: string;
  readonly version?: string;
}

/**
 * The actions of the example workflow, by commit: a tag can be moved, a commit cannot. Both run on node24. When one is
 * raised, compare the commit with the action's own release page.
 */
export const actionPins = {
  checkout: { uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  uploadArtifact: { uses: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
} as const satisfies Readonly<Record<string, ActionPin>>;
