import { useStore } from 'zustand';
import { formatBytes } from '../../shared/units.ts';
import { useServices } from '../shell/services.ts';
import { shareText } from './share-text.ts';

/** The functions that allocated most during the collection on screen. Nothing unless it was profiled. */
export function AllocationSites() {
  const { collections } = useServices();
  const profile = useStore(collections.store, (state) => state.current?.profile);
  if (profile === undefined) return null;
  const { sites, totalBytes } = profile;
  return (
    <section className="hs-sites" aria-labelledby="sites-heading">
      <div className="hs-sites-head">
        <h3 id="sites-heading">Top allocation sites</h3>
        <span className="hs-quiet">
          {formatBytes(totalBytes)} sampled in the collector, memory that was freed again included
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className="hs-sites-scroll" tabIndex={0} aria-label="Allocation sites">
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
    </section>
  );
}
