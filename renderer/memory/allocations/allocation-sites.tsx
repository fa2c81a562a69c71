import type { AllocationProfile } from '../../../shared/contract.ts';
import { formatBytes } from '../../../shared/units.ts';
import { shareText } from '../share-text.ts';

/** The functions that allocated most by themselves. */
export function AllocationSites(props: { readonly profile: AllocationProfile }) {
  const { sites, totalBytes } = props.profile;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="hs-dock-scroll" tabIndex={0} aria-label="Allocation sites">
      <table className="hs-data-table hs-sites-table">
        <thead>
          <tr>
            <th>Function</th>
            <th>Place</th>
            <th className="hs-right">Allocated</th>
            <th className="hs-right">Share</th>
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <tr key={`${site.function} ${site.location}`}>
              <td className="hs-mono">{site.function}</td>
              <td className="hs-mono hs-quiet">{site.location}</td>
              <td className="hs-right">{formatBytes(site.bytes)}</td>
              <td className="hs-right">{shareText(site.bytes, totalBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
