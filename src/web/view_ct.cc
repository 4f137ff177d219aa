extern "C" {
#include "web/view.h"
}
#include "base/require.h"
#include "web/names.h"
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>
#include <iostream>
#include <sstream>

/* The library's dictionary is the view: nothing is added to it. */
using ctemplate::TemplateDictionary;

static TemplateDictionary *dict(struct view *v)
{
	return reinterpret_cast<TemplateDictionary *>(v);
}

static const TemplateDictionary *dict(const struct view *v)
{
	return reinterpret_cast<const TemplateDictionary *>(v);
}

static struct view *as_view(TemplateDictionary *d)
{
	return reinterpret_cast<struct view *>(d);
}

static const char *const all[] = { TEMPLATES_ALL };

/* What the library says while it loads comes here, not on standard error. */
struct overheard {
	std::ostringstream text;
	std::streambuf *before;
	overheard() : before(std::cerr.rdbuf(text.rdbuf()))
	{
	}
	~overheard()
	{
		std::cerr.rdbuf(before);
	}
};

extern "C" enum err_kind view_load(const char *dir, struct err *e) noexcept
{
	ctemplate::TemplateCache *cache =
		ctemplate::mutable_default_template_cache();
	overheard said;

	cache->SetTemplateRootDirectory(dir);
	for (const char *name : all) {
		bool good = cache->LoadTemplate(name,
						ctemplate::STRIP_BLANK_LINES);
		std::string why = said.text.str();
		if (good && why.empty())
			continue;
		why = why.substr(0, why.find('\n'));
		return err_set(e, ERR_BROKEN, "template %s/%s: %s", dir, name,
			       why.c_str());
	}
	cache->Freeze();
	return ERR_NONE;
}

extern "C" struct view *view_new(const char *tpl) noexcept
{
	TemplateDictionary *d = new TemplateDictionary(tpl);

	d->SetFilename(tpl);
	return as_view(d);
}

extern "C" void view_free(struct view *v) noexcept
{
	delete dict(v);
}

extern "C" void view_text(struct view *v, const char *name,
			  const char *text) noexcept
{
	dict(v)->SetValue(name, text ? text : "");
}

extern "C" void view_int(struct view *v, const char *name, int64_t n) noexcept
{
	dict(v)->SetIntValue(name, n);
}

extern "C" void view_show(struct view *v, const char *section) noexcept
{
	dict(v)->ShowSection(section);
}

extern "C" struct view *view_row(struct view *v, const char *section) noexcept
{
	return as_view(dict(v)->AddSectionDictionary(section));
}

extern "C" struct view *view_include(struct view *v, const char *name,
				     const char *tpl) noexcept
{
	TemplateDictionary *d = dict(v)->AddIncludeDictionary(name);

	d->SetFilename(tpl);
	return as_view(d);
}

extern "C" void view_global(struct view *v, const char *name,
			    const char *text) noexcept
{
	dict(v)->SetTemplateGlobalValue(name, text ? text : "");
}

extern "C" void view_html(struct view *v, const char *name,
			  struct safe_html html) noexcept
{
	REQUIRE(strlen(name) > 5 && !strcmp(name + strlen(name) - 5, "_HTML"));
	dict(v)->SetValue(name, html.s ? html.s : "");
}

/* Writes straight into an sbuf. */
struct sbuf_emitter : ctemplate::ExpandEmitter {
	struct sbuf *out;
	explicit sbuf_emitter(struct sbuf *b) : out(b)
	{
	}
	void Emit(char c) override
	{
		sbuf_char(out, c);
	}
	void Emit(const std::string &s) override
	{
		sbuf_add(out, s.data(), s.size());
	}
	void Emit(const char *s) override
	{
		sbuf_str(out, s);
	}
	void Emit(const char *s, size_t n) override
	{
		sbuf_add(out, s, n);
	}
};

extern "C" enum err_kind view_render(const struct view *v, struct sbuf *out,
				     struct err *e) noexcept
{
	const std::string name = dict(v)->name();
	sbuf_emitter to(out);

	if (!ctemplate::default_template_cache()->ExpandNoLoad(
		    name, ctemplate::STRIP_BLANK_LINES, dict(v), nullptr, &to))
		return err_set(e, ERR_BROKEN, "template %s cannot be filled",
			       name.c_str());
	if (out->failed)
		return err_set(e, ERR_BROKEN, "page %s is too large",
			       name.c_str());
	return ERR_NONE;
}
