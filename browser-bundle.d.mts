export function browserBundle(): Promise<string>;
