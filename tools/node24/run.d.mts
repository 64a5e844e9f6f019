/** The path of a Node ≥ 22.19 binary; ends the process with the mend where there is none. */
export function findNode(): string;
