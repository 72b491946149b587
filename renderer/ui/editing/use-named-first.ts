import { type RefObject, useEffect, useRef } from 'react';

/** For the field of a name: whoever began or copied something names it next. */
export function useNamedFirst(isNew: boolean): RefObject<HTMLInputElement | null> {
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) name.current?.select();
  }, [isNew]);
  return name;
}
