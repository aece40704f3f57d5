// What programs put on the clipboard as text/html, cut short but as they write it.

/** Word for Windows: an Arabic text with a list, a comment, a deletion, a table, a footnote. */
export const FROM_WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/s/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; margin:0cm; direction:rtl; font-family:"Calibri",sans-serif;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;}
-->
</style>
</head>

<body lang=EN-US link="#0563C1" vlink="#954F72" style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->

<p class=MsoTitle dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span
lang=AR-SA style='font-family:"Times New Roman",serif;mso-bidi-language:AR-SA'>افتتاح جسر
جديد في المدينة</span><span dir=LTR><o:p></o:p></span></p>

<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span
lang=AR-SA>قالت شركة </span><span dir=LTR></span><span dir=LTR><span dir=LTR></span>NordRail</span><span
dir=RTL></span><span lang=AR-SA><span dir=RTL></span> إن <b>الكلفة</b> بلغت <span
class=msoDel><del cite="mailto:Sara" datetime="2026-02-03T10:00">80</del></span><ins
cite="mailto:Sara" datetime="2026-02-03T10:00">86</ins> مليون دولار<a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.<span class=MsoCommentReference><span
style='font-size:8.0pt'><a style='mso-comment-reference:s_1;mso-comment-date:20260203T1000'></a><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[s1]</a><![endif]><span
style='mso-special-character:comment'>&nbsp;</span></span></span><o:p></o:p></span></p>

<p class=MsoNormal dir=RTL><span lang=AR-SA><o:p>&nbsp;</o:p></span></p>

<p class=MsoListParagraphCxSpFirst dir=RTL style='margin-right:36.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
lang=AR-SA>رصيف جديد<o:p></o:p></span></p>

<p class=MsoListParagraphCxSpMiddle dir=RTL style='margin-right:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><span lang=AR-SA>بطول 40 مترًا<o:p></o:p></span></p>

<p class=MsoListParagraphCxSpLast dir=RTL style='margin-right:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><span lang=AR-SA>جدول مواعيد<o:p></o:p></span></p>

<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><st1:place
w:st="on"><st1:City w:st="on">Oslo</st1:City></st1:place> votes<span style='mso-spacerun:yes'>  </span>on Tuesday<o:p></o:p></p>

<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr style='mso-yfti-irow:0'>
  <td width=312 valign=top><p class=MsoNormal><span lang=AR-SA>السنة<o:p></o:p></span></p></td>
  <td width=312 valign=top><p class=MsoNormal><span lang=AR-SA>الكلفة<o:p></o:p></span></p></td>
 </tr>
 <tr>
  <td><p class=MsoNormal>2025<o:p></o:p></p></td>
  <td><p class=MsoNormal>86<o:p></o:p></p></td>
 </tr>
</table>

<p class=MsoNormal><span style='display:none;mso-hide:all'>secret</span><i style='mso-bidi-font-style:normal'>end</i>
<!--[if gte vml 1]><v:shape id="i" style='width:10pt'><v:imagedata src="file:///C:/x/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img
width=10 height=10 src="https://tracker.example/clip_image002.png"><![endif]></p>

<div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Annual report.</p></div></div>

<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<p class=MsoCommentText>Is this so?</p></div></div></div>
<!--EndFragment-->
</body>
</html>`;

/** What Word's text is as an article, block by block. */
export const WORD_TEXT = [
  'heading: افتتاح جسر جديد في المدينة',
  'paragraph: قالت شركة NordRail إن الكلفة بلغت 86 مليون دولار[1].',
  {
    bullet_list: [
      { list_item: ['paragraph: رصيف جديد', { bullet_list: [{ list_item: ['paragraph: بطول 40 مترًا'] }] }] },
      { list_item: ['paragraph: جدول مواعيد'] },
    ],
  },
  { ordered_list: [{ list_item: ['paragraph: Oslo votes on Tuesday'] }] },
  'paragraph: السنة | الكلفة',
  'paragraph: 2025 | 86',
  'paragraph: end',
  'paragraph: [1] Annual report.',
];

/** Google Docs: everything in a bold element that is none, spans with styles, a list beside its item. */
export const FROM_GOOGLE_DOCS = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0f2c1c7e-7fff-2b5e-1d0e-2d6e5f3c1a11"><h1 dir="rtl" style="line-height:1.38;margin-top:20pt;margin-bottom:6pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;font-variant:normal;text-decoration:none;vertical-align:baseline;white-space:pre;white-space:pre-wrap;">افتتاح جسر جديد</span></h1><p dir="rtl" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span style="font-size:11pt;font-weight:400;font-style:normal;white-space:pre-wrap;">قالت البلدية إن </span><span style="font-size:11pt;font-weight:700;font-style:normal;white-space:pre-wrap;">الكلفة</span><span style="font-size:11pt;font-weight:400;font-style:italic;white-space:pre-wrap;"> ارتفعت</span><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;"> بحسب </span><a href="https://example.org/report" style="text-decoration:none;"><span style="font-size:11pt;color:#1155cc;font-weight:400;text-decoration:underline;white-space:pre-wrap;">التقرير</span></a><span style="font-weight:400;white-space:pre-wrap;"><br></span><span style="font-weight:400;white-space:pre-wrap;">سطر ثان</span></p><br><p dir="rtl" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;">NordRail Signalling Systems وشركاؤها</span></p><ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="rtl" style="list-style-type:disc;font-weight:400;white-space:pre;" aria-level="1"><p dir="rtl" style="line-height:1.38;" role="presentation"><span style="font-weight:400;white-space:pre-wrap;">أول</span></p></li><ul style="margin-top:0;"><li dir="rtl" style="list-style-type:circle;" aria-level="2"><p dir="rtl" role="presentation"><span style="font-weight:400;">داخل الأول</span></p></li></ul><li dir="rtl" style="list-style-type:disc;" aria-level="1"><p dir="rtl" role="presentation"><span style="font-weight:400;">ثان</span></p></li></ul><div dir="rtl" style="margin-left:0pt;" align="right"><table style="border:none;border-collapse:collapse;"><colgroup><col width="301"><col width="301"></colgroup><tbody><tr style="height:0pt"><td style="border-left:solid #000000 1pt;"><p dir="rtl"><span style="font-weight:400;">السنة</span></p></td><td><p dir="rtl"><span style="font-weight:400;">2026</span></p></td></tr></tbody></table></div><p dir="ltr"><span style="font-weight:400;"><span style="border:none;display:inline-block;overflow:hidden;width:10px;height:10px;"><img src="https://lh3.example.com/tracker" width="10" height="10"></span></span></p></b><br class="Apple-interchange-newline">`;

export const GOOGLE_DOCS_TEXT = [
  'heading: افتتاح جسر جديد',
  'paragraph: قالت البلدية إن الكلفة ارتفعت بحسب التقرير',
  'paragraph: سطر ثان',
  'paragraph: NordRail Signalling Systems وشركاؤها',
  {
    bullet_list: [
      { list_item: ['paragraph: أول', { bullet_list: [{ list_item: ['paragraph: داخل الأول'] }] }] },
      { list_item: ['paragraph: ثان'] },
    ],
  },
  'paragraph: السنة | 2026',
];

/** A page of WordPress as a browser copies it: figures, embeds, handlers, a link that runs. */
export const FROM_WORDPRESS = `<meta http-equiv="content-type" content="text/html; charset=utf-8"><h2 class="wp-block-heading" style="box-sizing: border-box; font-weight: 700; color: rgb(0, 0, 0);">Night ferry returns</h2><p class="has-drop-cap" style="box-sizing: inherit; font-style: normal;">The council voted&nbsp;<strong>on Tuesday</strong> to <a href="https://example.org/plan" target="_blank" rel="noreferrer noopener" onclick="track()">bring it back</a>, <a href="javascript:alert(1)">eleven years</a> <a href="/later">after</a>.<script>fetch('https://evil.example/')</script></p><figure class="wp-block-image size-large"><img onerror="alert(1)" src="https://tracker.example/ferry.jpg" srcset="https://tracker.example/ferry-2x.jpg 2x" alt="ferry"><figcaption>The last boat, 2015.</figcaption></figure><blockquote class="wp-block-quote"><p>“We waited.”</p><cite>A neighbour</cite></blockquote><ol start="4" class="wp-block-list"><li>Two boats<br>Electric ones</li><li>Six crossings</li></ol><p style="direction: rtl; text-align: right;">عادت العبّارة H<sub>2</sub>O 10<sup>2</sup>.</p><figure class="wp-block-embed"><iframe src="https://tracker.example/video"></iframe></figure><div style="background:url(https://tracker.example/bg.png)"><span style="font-size:0">ghost</span>Last.</div>`;

export const WORDPRESS_TEXT = [
  'heading: Night ferry returns',
  'paragraph: The council voted\u00a0on Tuesday to bring it back, eleven years after.',
  'paragraph: The last boat, 2015.',
  { blockquote: ['paragraph: “We waited.”', 'paragraph: A neighbour'] },
  {
    ordered_list: [
      { list_item: ['paragraph: Two boats', 'paragraph: Electric ones'] },
      { list_item: ['paragraph: Six crossings'] },
    ],
  },
  'paragraph: عادت العبّارة H₂O 10².',
  'paragraph: Last.',
];
