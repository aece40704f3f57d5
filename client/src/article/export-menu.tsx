import { useLanguage, useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { ExportIcon, FileIcon, ForwardIcon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

/** The report of an article: opened beside it, or as a file. In the interface's language. */
export function ExportMenu({ articleId }: { readonly articleId: string }) {
  const text = useText();
  const { language } = useLanguage();
  const base = `/api/articles/${encodeURIComponent(articleId)}/report`;
  const html = `${base}.html?language=${language}`;
  // The server names the file after the article; a name given here would only stand where it gave none.
  const fallback = `sanad-${articleId}`;
  return (
    <Menu
      aria-label={text('article.export')}
      trigger={
        <IconButton label={text('article.export')}>
          <ExportIcon />
        </IconButton>
      }
    >
      <MenuItem text={text('article.export.open')} icon={<ForwardIcon />} href={html} target="_blank" />
      <MenuItem
        text={text('article.export.html')}
        icon={<FileIcon />}
        href={`${html}&download`}
        download={`${fallback}.html`}
      />
      <MenuItem
        text={text('article.export.json')}
        icon={<FileIcon />}
        href={`${base}.json?download`}
        download={`${fallback}.json`}
      />
    </Menu>
  );
}
