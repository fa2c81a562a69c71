export interface Preventable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event with these details that a listener can prevent. */
export function preventable<T extends object>(details: T): T & Preventable {
  let prevented = false;
  const event = {
    ...details,
    preventDefault: () => {
      prevented = true;
    },
  };
  return Object.defineProperty(event, 'defaultPrevented', { get: () => prevented }) as T & Preventable;
}
