import { useLanguage } from '../../ui/voice.tsx'

/** Words of a source, which are English whatever the page is read in: marked so that they are read out as English. */
export function AsWritten({ children }: { children: string }) {
  return useLanguage() === 'en' ? children : <span lang="en">{children}</span>
}
