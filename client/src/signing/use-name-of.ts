import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useText } from '../i18n/language.tsx';
import { peopleQuery } from '../queries.ts';

/** A function from a person's id to their name, also of those who left. */
export function useNameOf(): (person: string) => string {
  const text = useText();
  const people = useQuery(peopleQuery).data?.people;
  return useCallback(
    (person) => people?.find(({ id }) => id === person)?.name ?? text('signing.somebody'),
    [people, text],
  );
}
