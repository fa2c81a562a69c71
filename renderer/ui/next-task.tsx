import { type ReactNode, useEffect, useState } from 'react';

/** Draws its children in a task of their own, so that a screen with much on it opens without holding up the window. */
export function NextTask(props: { readonly children: ReactNode }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 0);
    return () => clearTimeout(timer);
  }, []);
  return isDue && props.children;
}
