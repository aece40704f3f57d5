import type { ImportRefusal } from '@sanad/shared/import';
import type { NameRecord } from '../support/name-server.ts';

/** An address that is meant to lead the desk's server to where only it can go. */
export interface Attack {
  readonly name: string;
  readonly address: string;
  readonly refused: ImportRefusal;
}

const by =
  (refused: ImportRefusal) =>
  (name: string, address: string): Attack => ({ name, address, refused });
const inside = by('private-address');
const unread = by('no-address');
const odd = by('address-refused');

/** Attacks that are told by the address alone. No name may even be looked up for them. */
export const WRITTEN: readonly Attack[] = [
  inside('loopback', 'http://127.0.0.1/'),
  inside('another address of loopback', 'http://127.7.7.7/'),
  inside('loopback, encrypted', 'https://127.0.0.1/'),
  inside('loopback as one decimal number', 'http://2130706433/'),
  inside('loopback in hexadecimal', 'http://0x7f000001/'),
  inside('loopback in octal', 'http://0177.0.0.1/'),
  inside('loopback in octal with many zeros', 'http://00000177.0.0.01/'),
  inside('loopback in mixed bases', 'http://0x7f.0.0.01/'),
  inside('loopback in two parts', 'http://127.1/'),
  inside('loopback in three parts', 'http://127.0.1/'),
  inside('loopback with a dot behind', 'http://127.0.0.1./'),
  inside('loopback in percent signs', 'http://%31%32%37%2e%30%2e%30%2e%31/'),
  inside('loopback in full-width digits', 'http://１２７．０．０．１/'),
  inside('loopback in circled digits', 'http://①②⑦.⓪.⓪.①/'),
  inside('loopback with ideographic dots', 'http://127。0。0。1/'),
  inside('this host', 'http://0.0.0.0/'),
  inside('this host as zero', 'http://0/'),
  inside('this network', 'http://0.1.2.3/'),
  inside('ten', 'http://10.0.0.1/'),
  inside('ten as a number', 'http://167772161/'),
  inside('172.16', 'http://172.16.0.1/'),
  inside('172.31, the last of its range', 'http://172.31.255.255/'),
  inside('192.168', 'http://192.168.1.1/'),
  inside('link-local', 'http://169.254.1.1/'),
  inside('what clouds tell their machines', 'http://169.254.169.254/latest/meta-data/'),
  inside('what clouds tell their machines, as a number', 'http://2852039166/latest/meta-data/'),
  inside('what clouds tell their machines, in octal', 'http://0251.0376.0251.0376/'),
  inside('what Alibaba tells its machines', 'http://100.100.100.200/'),
  inside('carrier-grade NAT', 'http://100.64.0.1/'),
  inside('protocol assignments', 'http://192.0.0.1/'),
  inside('what Oracle tells its machines', 'http://192.0.0.192/'),
  inside('documentation', 'http://192.0.2.1/'),
  inside('documentation, the second', 'http://198.51.100.7/'),
  inside('documentation, the third', 'http://203.0.113.9/'),
  inside('benchmarks', 'http://198.18.0.1/'),
  inside('benchmarks, the other half', 'http://198.19.255.254/'),
  inside('6to4 relays', 'http://192.88.99.1/'),
  inside('multicast', 'http://224.0.0.1/'),
  inside('kept for later', 'http://240.0.0.1/'),
  inside('broadcast', 'http://255.255.255.255/'),
  inside('IPv6 loopback', 'http://[::1]/'),
  inside('IPv6 loopback, written out', 'http://[0:0:0:0:0:0:0:1]/'),
  inside('IPv6 unspecified', 'http://[::]/'),
  inside('IPv4 mapped into IPv6', 'http://[::ffff:127.0.0.1]/'),
  inside('IPv4 mapped into IPv6, in hexadecimal', 'http://[::ffff:7f00:1]/'),
  inside('a public address mapped into IPv6', 'http://[::ffff:93.184.216.34]/'),
  inside('IPv4 compatible with IPv6', 'http://[::127.0.0.1]/'),
  inside('IPv4 translated', 'http://[::ffff:0:127.0.0.1]/'),
  inside('NAT64', 'http://[64:ff9b::127.0.0.1]/'),
  inside('NAT64 to what clouds tell', 'http://[64:ff9b::a9fe:a9fe]/'),
  inside('NAT64 of one’s own', 'http://[64:ff9b:1::10.0.0.1]/'),
  inside('6to4', 'http://[2002:7f00:1::]/'),
  inside('Teredo', 'http://[2001:0:7f00:1::1]/'),
  inside('ISATAP', 'http://[2001:4860::5efe:10.0.0.1]/'),
  inside('ISATAP, said to be unique', 'http://[2001:4860::200:5efe:10.0.0.1]/'),
  inside('unique local', 'http://[fd00::1]/'),
  inside('unique local, the other half', 'http://[fc00::1]/'),
  inside('what Amazon tells its machines over IPv6', 'http://[fd00:ec2::254]/'),
  inside('IPv6 link-local', 'http://[fe80::1]/'),
  inside('IPv6 site-local, given up long ago', 'http://[fec0::1]/'),
  inside('IPv6 multicast', 'http://[ff02::1]/'),
  inside('IPv6 documentation', 'http://[2001:db8::1]/'),
  inside('IPv6 documentation, the new range', 'http://[3fff::1]/'),
  inside('IPv6 thrown away', 'http://[100::1]/'),
  inside('IPv6 benchmarks', 'http://[2001:2::1]/'),
  inside('IPv6 segment routing', 'http://[5f00::1]/'),
  inside('IPv6 that nobody was given', 'http://[4000::1]/'),
  unread('IPv6 with a zone', 'http://[fe80::1%25eth0]/'),
  inside('localhost', 'http://localhost/'),
  inside('LOCALHOST', 'http://LOCALHOST/'),
  inside('localhost with a dot behind', 'http://localhost./'),
  inside('localhost in percent signs', 'http://%6c%6f%63%61%6c%68%6f%73%74/'),
  inside('localhost in full-width letters', 'http://ｌｏｃａｌｈｏｓｔ/'),
  inside('a name under localhost', 'http://desk.localhost/'),
  inside('a printer', 'http://printer.local/'),
  inside('what Google tells its machines', 'http://metadata.google.internal/computeMetadata/v1/'),
  inside('the machine around a container', 'http://host.docker.internal/'),
  inside('a service of a cluster', 'http://kubernetes.default.svc.cluster.local/'),
  inside('a name without a dot', 'http://intranet/'),
  inside('a name under home.arpa', 'http://router.home.arpa/'),
  inside('a name of a company’s network', 'http://wiki.corp/'),
  inside('a hidden service', 'http://expyuzz4wqqyqhjn.onion/'),
  odd('a name and a password', 'http://user:secret@news.example/'),
  odd('a name alone', 'http://user@news.example/'),
  odd('a public name before the at sign', 'http://news.example@127.0.0.1/'),
  odd('an empty name', 'http://@127.0.0.1/'),
  odd('two at signs', 'http://news.example@127.0.0.1@news.example/'),
  unread('a backslash before the at sign', 'http://news.example\\@127.0.0.1/'),
  unread('backslashes for slashes', 'http:\\\\127.0.0.1\\'),
  unread('a hash before the at sign', 'http://127.0.0.1\\#@news.example/'),
  unread('a tab within the host', 'http://127.0\t.0.1/'),
  unread('a line end within the scheme', 'ht\ntp://127.0.0.1/'),
  unread('a request within the address', 'http://news.example/ HTTP/1.1\r\nHost: inside\r\n\r\nGET /'),
  unread('a NUL within the host', 'http://news.example\0.127.0.0.1/'),
  unread('a sign that cannot be seen', 'http://local\u200bhost/'),
  unread('a sign that turns the text', 'http://\u202e1.0.0.721/'),
  unread('half a letter', 'http://news.example/\ud800'),
  unread('three thousand letters', `http://news.example/${'a'.repeat(3000)}`),
  unread('a label of a hundred letters', `http://${'a'.repeat(100)}.example/`),
  unread('an empty label', 'http://news..example/'),
  unread('a file', 'file:///etc/passwd'),
  unread('a file of another host', 'file://127.0.0.1/etc/passwd'),
  unread('data', 'data:text/html,<p>Hello</p>'),
  unread('a script', 'javascript:alert(1)'),
  unread('gopher', 'gopher://127.0.0.1:6379/_FLUSHALL'),
  unread('ftp', 'ftp://127.0.0.1/'),
  unread('a socket of Unix', 'unix:/run/docker.sock'),
  unread('a blob', 'blob:http://127.0.0.1/3a'),
  unread('a source of another page', 'view-source:http://127.0.0.1/'),
  unread('no scheme', '127.0.0.1/'),
  unread('slashes alone', '//127.0.0.1/'),
  unread('nothing', '  '),
  odd('a mail server', 'http://news.example:25/'),
  odd('a shell', 'http://news.example:22/'),
  odd('a cache', 'http://news.example:6379/'),
  odd('another web server', 'http://news.example:8080/'),
  odd('a public address at another port', 'http://93.184.216.34:8080/'),
  odd('port 0', 'http://news.example:0/'),
];

/** An attack by what a name server says of a name. */
export interface NamedAttack extends Attack {
  readonly says: readonly NameRecord[];
}

const PUBLIC = '93.184.216.34';

const named =
  (refused: ImportRefusal) =>
  (name: string, address: string, ...says: readonly NameRecord[]): NamedAttack => ({ name, address, refused, says });
const insideBy = named('private-address');

/** Attacks that are told by the addresses of a name. */
export const NAMED: readonly NamedAttack[] = [
  insideBy('a name for loopback', 'http://a.attacker.example/', { addresses: ['127.0.0.1'] }),
  insideBy('a name for ten', 'http://b.attacker.example/', { addresses: ['10.0.0.1'] }),
  insideBy('a name for what clouds tell', 'http://c.attacker.example/', { addresses: ['169.254.169.254'] }),
  insideBy('a name that clouds give what they tell', 'http://metadata.tencentyun.com/', {
    addresses: ['169.254.0.23'],
  }),
  insideBy('a name for this host', 'http://d.attacker.example/', { addresses: ['0.0.0.0'] }),
  insideBy('a name for IPv6 loopback alone', 'http://e.attacker.example/', { addresses: ['::1'] }),
  insideBy('a name for unique local alone', 'http://f.attacker.example/', { addresses: ['fd12:3456::1'] }),
  insideBy('a name for IPv6 link-local', 'http://g.attacker.example/', { addresses: ['fe80::1'] }),
  insideBy('a name for a mapped address', 'http://h.attacker.example/', { addresses: ['::ffff:127.0.0.1'] }),
  insideBy('a name for NAT64', 'http://i.attacker.example/', { addresses: ['64:ff9b::7f00:1'] }),
  insideBy('a name for NAT64 of one’s own', 'http://j.attacker.example/', { addresses: ['64:ff9b:1::a00:1'] }),
  insideBy('a name for 6to4', 'http://k.attacker.example/', { addresses: ['2002:a00:1::1'] }),
  insideBy('a name for carrier-grade NAT', 'http://l.attacker.example/', { addresses: ['100.64.3.4'] }),
  insideBy('a public address and a private one', 'http://m.attacker.example/', { addresses: [PUBLIC, '10.0.0.1'] }),
  insideBy('a private address and a public one', 'http://n.attacker.example/', { addresses: ['10.0.0.1', PUBLIC] }),
  insideBy('a public IPv4 and a private IPv6 address', 'http://o.attacker.example/', {
    addresses: [PUBLIC, 'fd00::1'],
  }),
  insideBy('a public IPv6 and a private IPv4 address', 'http://p.attacker.example/', {
    addresses: ['2606:2800:220:1::1', '192.168.0.1'],
  }),
  insideBy('one private address behind twenty public ones', 'http://q.attacker.example/', {
    addresses: [...Array.from({ length: 20 }, (_, index) => `93.184.216.${index + 1}`), '127.0.0.1'],
  }),
  insideBy('an alias of a name inside', 'http://r.attacker.example/', {
    alias: 'db.internal',
    addresses: ['10.1.1.1'],
  }),
  insideBy('an alias of localhost', 'http://s.attacker.example/', { alias: 'localhost', addresses: ['127.0.0.1'] }),
  insideBy('an answer that holds for no second', 'http://t.attacker.example/', { addresses: ['127.0.0.1'], ttl: 0 }),
  insideBy('a name in another script', 'http://خبر.attacker.example/', { addresses: ['127.0.0.1'] }),
  insideBy('a name with an address in it', 'http://127.0.0.1.attacker.example/', { addresses: ['127.0.0.1'] }),
  insideBy('a name with a dot behind', 'http://u.attacker.example./', { addresses: ['127.0.0.1'] }),
  insideBy('a name for loopback, encrypted', 'https://v.attacker.example/', { addresses: ['127.0.0.1'] }),
  insideBy('a name for broadcast', 'http://w.attacker.example/', { addresses: ['255.255.255.255'] }),
  named('unreachable')('a name without addresses', 'http://x.attacker.example/', { addresses: [] }),
  named('unreachable')('a name server in trouble', 'http://y.attacker.example/', 'failing'),
];

/** Redirects that a public page answers with. */
export const REDIRECTED: readonly Attack[] = [
  inside('a redirect to loopback', 'http://127.0.0.1/'),
  inside('a redirect to loopback as a number', 'http://2130706433/'),
  inside('a redirect to IPv6 loopback', 'http://[::1]/'),
  inside('a redirect to a mapped address', 'http://[::ffff:10.0.0.1]/'),
  inside('a redirect to what clouds tell', 'http://169.254.169.254/latest/meta-data/iam/'),
  inside('a redirect to localhost', 'http://localhost/'),
  inside('a redirect to a name for ten', 'http://inside.attacker.example/'),
  inside('a redirect without a scheme', '//10.0.0.1/'),
  inside('a redirect without a scheme, three slashes', '///10.0.0.1/'),
  inside('a redirect to https inside', 'https://10.0.0.1/'),
  inside('a redirect to a host on the allow-list', 'http://cms.newsroom.example/'),
  inside('a redirect in percent signs', 'http://%31%30.0.0.1/'),
  inside('a redirect with spaces around it', '  http://10.0.0.1/  '),
  odd('a redirect to a host on the allow-list at its own port', 'http://desk.newsroom.example:9200/_all'),
  odd('a redirect to a mail server', 'http://news.example:25/'),
  unread('a redirect to a file', 'file:///etc/passwd'),
  unread('a redirect to data', 'data:text/html,<p>Hello</p>'),
  unread('a redirect to a script', 'javascript:alert(1)'),
  unread('a redirect to gopher', 'gopher://127.0.0.1:6379/_FLUSHALL'),
  odd('a redirect with a password', 'http://user:secret@news.example/'),
  unread('a redirect with backslashes', '\\\\10.0.0.1\\'),
  unread('a redirect with a tab', 'http://10.0\t.0.1/'),
  unread('a redirect to no address', 'http://['),
];
