import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useServices } from '../shell/services.ts';
import type { OpenVcenter } from './open-vcenters.ts';

export type VcenterName = Pick<OpenVcenter, 'key' | 'label'>;

/** The open vCenters by name; the same array until one comes, goes or is called otherwise, however their collections go. */
export function useVcenterNames(): readonly VcenterName[] {
  const { collections } = useServices();
  const keys = useStore(
    collections.store,
    useShallow(({ open }) => open.map(({ key }) => key)),
  );
  const labels = useStore(
    collections.store,
    useShallow(({ open }) => open.map(({ label }) => label)),
  );
  return useMemo(() => keys.map((key, index) => ({ key, label: labels[index] ?? key })), [keys, labels]);
}
