import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { KeyHint } from './key-hint.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  readonly hint?: string;
  /** A React Aria button, or anything else React Aria can focus. */
  readonly children: ReactElement;
}

/** Words shown when its child is pointed at or focused. Never the only place of what somebody must know. */
export function Tooltip({ text, hint, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
        <span>{text}</span>
        {hint ? <KeyHint keys={hint} /> : null}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
