import type { ReactNode } from 'react';
import { useRole } from '../../../store/use-role';
import classes from './settings.module.css';

/** Why nothing can be changed here, and who can help. */
export function ReadOnlyNote(): ReactNode {
  const role = useRole();
  return (
    <p className={classes.footNote}>
      You look on with the role {role ?? 'view'}; changing this needs the role admin. Ask an administrator of this console for
      another token.
    </p>
  );
}
